/** Exact decimal digits of floats, rounded half to even on the binary value as C's printf does. */
import { bitLength } from './integers.ts';

interface Exact {
  /** The float is `mantissa * 2 ** exponent`. */
  readonly mantissa: bigint;
  readonly exponent: number;
}

/** The mantissa and exponent of a finite float that is not negative. */
export function decompose(size: number): Exact {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, size);
  const raw = bits.getBigUint64(0);
  const biased = Number(raw >> 52n);
  const fraction = raw & 0xfffffffffffffn;
  if (biased === 0) return { mantissa: fraction, exponent: -1074 };
  return { mantissa: fraction | (1n << 52n), exponent: biased - 1075 };
}

/** The float nearest to `mantissa * 2 ** exponent` (not negative), to the even one of two; Infinity beyond them. */
export function compose(mantissa: bigint, exponent: number): number {
  const excess = Math.max(bitLength(mantissa) - 53, -1074 - exponent);
  if (excess <= 0) return Number(mantissa) * 2 ** exponent;
  const rounded = divideHalfEven(mantissa, 1n << BigInt(excess));
  return Number(rounded) * 2 ** (exponent + excess);
}

/** `size * 10 ** places` as the nearest integer, to the even one of two. */
export function scaleByTen(size: number, places: number): bigint {
  const { mantissa, exponent } = decompose(size);
  const ten = 10n ** BigInt(Math.abs(places));
  const numerator = (places > 0 ? mantissa * ten : mantissa) << BigInt(Math.max(exponent, 0));
  const denominator = (places < 0 ? ten : 1n) << BigInt(Math.max(-exponent, 0));
  return divideHalfEven(numerator, denominator);
}

/** The nearest integer to a quotient of integers that are not negative, to the even one of two. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const twice = (numerator - quotient * denominator) * 2n;
  const isUp = twice > denominator || (twice === denominator && (quotient & 1n) === 1n);
  return isUp ? quotient + 1n : quotient;
}

/** No float has more decimal places: further ones are zeros. */
const mostPlaces = 1074;

/** `size` with so many decimal places. */
export function toFixed(size: number, places: number): string {
  if (places <= 100 && size < 1e21 && !isMidway(size, places)) return size.toFixed(places);
  const exactPlaces = Math.min(places, mostPlaces);
  const digits = scaleByTen(size, exactPlaces)
    .toString()
    .padStart(exactPlaces + 1, '0');
  if (places === 0) return digits;
  const point = digits.length - exactPlaces;
  return `${digits.slice(0, point)}.${digits.slice(point).padEnd(places, '0')}`;
}

/** Whether the float may lie just between two such decimals, where JavaScript rounds up and Python to even. */
function isMidway(size: number, places: number): boolean {
  return Number.isInteger(size * 2 ** (places + 1));
}

/** Digits of `d.ddd * 10 ** exponent`, without the point. */
interface Scientific {
  readonly digits: string;
  readonly exponent: number;
}

/** `size` with so many significant digits. */
export function toScientific(size: number, digitCount: number): Scientific {
  if (size === 0) return { digits: '0'.repeat(digitCount), exponent: 0 };
  const count = Math.min(digitCount, mostPlaces);
  let exponent = Number(size.toExponential().split('e')[1]);
  let digits = scaleByTen(size, count - 1 - exponent).toString();
  // The shortest digits, from which the exponent was guessed, may lie on the other side of a power of ten.
  if (digits.length !== count) {
    exponent += digits.length > count ? 1 : -1;
    digits = scaleByTen(size, count - 1 - exponent).toString();
  }
  return { digits: digits.padEnd(digitCount, '0'), exponent };
}
