import { PyError } from './errors.ts';

/** Python's `a ** b` of floats. */
export function floatPower(a: number, b: number): number {
  if (a === 0 && b < 0 && b !== -Infinity) {
    throw new PyError('ZeroDivisionError', '0.0 cannot be raised to a negative power');
  }
  if (a === 1 || b === 0) return 1;
  if (a === -1 && !Number.isFinite(b)) return Number.isNaN(b) ? b : 1;
  if (a < 0 && Number.isFinite(a) && Number.isFinite(b) && !Number.isInteger(b)) {
    // Python answers with a complex number, a type that no template can do anything with.
    throw new PyError('TypeError', 'a negative float to a fractional power is a complex number');
  }
  const result = a ** b;
  if (Number.isFinite(result) || !Number.isFinite(a) || !Number.isFinite(b)) return result;
  throw new PyError('OverflowError', "(34, 'Numerical result out of range')");
}
