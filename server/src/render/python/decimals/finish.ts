/** Python's default decimal context: 28 digits, ties to even, its limits and its errors. */
import { PyError } from '../errors.ts';
import { adjustedExponent, type Exact, rescaled, roundedTo } from './exact.ts';

export const precision = 28;
export const largestExponent = 999999;
export const leastExponent = -999999;

/** The exponent of the last digit that the context keeps. */
export const tiniestExponent = leastExponent - precision + 1;

/** The result as the context keeps it. */
export function finish(value: Exact): Exact {
  if (value.coefficient === 0n) {
    const exponent = Math.max(Math.min(value.exponent, largestExponent), tiniestExponent);
    return { ...value, exponent };
  }
  const isTiny = adjustedExponent(value) < leastExponent && value.exponent < tiniestExponent;
  if (isTiny) return rescaled(value, tiniestExponent, 'ROUND_HALF_EVEN');
  const rounded = roundedTo(value, precision, 'ROUND_HALF_EVEN');
  if (adjustedExponent(rounded) > largestExponent) throw decimalError('Overflow');
  return rounded;
}

export function invalidOperation(): PyError {
  return decimalError('InvalidOperation');
}

export function decimalError(type: string, signal = type): PyError {
  return new PyError(type, `[<class 'decimal.${signal}'>]`);
}
