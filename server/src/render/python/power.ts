import { compose, decompose } from './decimal.ts';
import { PyError } from './errors.ts';
import { bitLength } from './integers.ts';

/** Python's `a ** b` of floats; `b` is whole where `a` is negative, else the answer is complex. */
export function floatPower(a: number, b: number): number {
  if (a === 0 && b < 0 && b !== -Infinity) {
    throw new PyError('ZeroDivisionError', '0.0 cannot be raised to a negative power');
  }
  if (a === 1 || b === 0) return 1;
  if (a === -1 && !Number.isFinite(b)) return Number.isNaN(b) ? b : 1;
  if (a === 0 || !Number.isFinite(a) || !Number.isFinite(b)) return a ** b;
  const size = roundedPower(Math.abs(a), b);
  if (size === Infinity) {
    throw new PyError('OverflowError', "(34, 'Numerical result out of range')");
  }
  return a < 0 && b % 2 !== 0 ? -size : size;
}

/** The float nearest to `size ** exponent`; JavaScript's own power may be one off. */
function roundedPower(size: number, exponent: number): number {
  if (exponent === 1) return size;
  if (exponent === 2) return size * size;
  if (exponent === 0.5) return Math.sqrt(size);
  const magnitude = exponent * Math.log2(size);
  if (magnitude > 1025) return Infinity;
  if (magnitude < -1080) return 0;
  if (exponent > 0 && exponent <= 64 && Number.isInteger(exponent)) {
    const base = decompose(size);
    return compose(base.mantissa ** BigInt(exponent), base.exponent * exponent);
  }
  return transcendentalPower(size, exponent);
}

/** Fixed-point numbers below have so many bits behind the point. */
const bits = 256;
const one = 1n << 256n;
/** What is kept of the result: enough to round once, few enough to drop the error of the series. */
const droppedBits = 100;

/** `e ** (exponent * ln(size))`, far more exactly than a float is. */
function transcendentalPower(size: number, exponent: number): number {
  const ln2 = logarithm(2n, 1n);
  const { mantissa, exponent: scale } = decompose(size);
  const width = bitLength(mantissa) - 1;
  const log = BigInt(scale + width) * ln2 + logarithm(mantissa, 1n << BigInt(width));
  const power = multiplyByFloat(log, exponent);
  const twos = roundedQuotient(power, ln2);
  const result = exponential(power - twos * ln2);
  const rounded = (result + (1n << BigInt(droppedBits - 1))) >> BigInt(droppedBits);
  return compose(rounded, Number(twos) - bits + droppedBits);
}

/** `ln(above / below)` of a fraction from 1 to 2: twice the inverse hyperbolic tangent's series. */
function logarithm(above: bigint, below: bigint): bigint {
  const ratio = ((above - below) << BigInt(bits)) / (above + below);
  const square = (ratio * ratio) >> BigInt(bits);
  let sum = 0n;
  let term = ratio;
  for (let divisor = 1n; term !== 0n; divisor += 2n) {
    sum += term / divisor;
    term = (term * square) >> BigInt(bits);
  }
  return sum * 2n;
}

/** `e ** value` for a value of at most a half either way. */
function exponential(value: bigint): bigint {
  let sum = one;
  let term = one;
  for (let divisor = 1n; term !== 0n; divisor += 1n) {
    term = (term * value) / (one * divisor);
    sum += term;
  }
  return sum;
}

function multiplyByFloat(value: bigint, factor: number): bigint {
  const { mantissa, exponent } = decompose(Math.abs(factor));
  const product = value * (factor < 0 ? -mantissa : mantissa);
  return exponent >= 0 ? product << BigInt(exponent) : product >> BigInt(-exponent);
}

function roundedQuotient(value: bigint, divisor: bigint): bigint {
  const half = divisor / 2n;
  return value >= 0n ? (value + half) / divisor : (value - half) / divisor;
}
