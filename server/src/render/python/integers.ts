import { PyError } from './errors.ts';
import type { Value } from './value.ts';

/** An int of any size: a `number` within the safe range, else a `bigint`. */
export type Int = number | bigint;

const largest = BigInt(Number.MAX_SAFE_INTEGER);

/** The int in its one representation. */
export function normalize(value: bigint): Int {
  return value >= -largest && value <= largest ? Number(value) : value;
}

/** The int of an integral `number` of any size. */
export function fromIntegral(value: number): Int {
  return Number.isSafeInteger(value) ? value + 0 : BigInt(value);
}

/** An int, or a bool as its int; `undefined` for other types (Python's `__index__`). */
export function toIndex(value: Value): Int | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return undefined;
}

/** The float nearest to an int; raises OverflowError beyond the floats. */
export function intToFloat(value: Int): number {
  const float = Number(value);
  if (Number.isFinite(float)) return float;
  throw new PyError('OverflowError', 'int too large to convert to float');
}

/** Python's digits of an int, up to its limit of 4,300. */
export function intText(value: Int): string {
  if (typeof value === 'number') return String(value);
  const text = String(value);
  if (text.length <= maximumDigits || text.length - (value < 0n ? 1 : 0) <= maximumDigits) {
    return text;
  }
  throw new PyError(
    'ValueError',
    `Exceeds the limit (${maximumDigits} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`,
  );
}

/** `sys.get_int_max_str_digits()`. */
export const maximumDigits = 4300;

/** The number of bits of the int without its sign, `int.bit_length()`. */
export function bitLength(value: Int): number {
  if (typeof value === 'number') {
    const size = Math.abs(value);
    return size === 0 ? 0 : bitLengthOf(BigInt(size));
  }
  return bitLengthOf(value < 0n ? -value : value);
}

function bitLengthOf(size: bigint): number {
  const digits = size.toString(16);
  return (digits.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(digits.charAt(0), 16)));
}

/** The size of a Python `Py_ssize_t`, where larger ints are refused. */
export const largestIndex = 2n ** 63n - 1n;

/** Python's `//` of ints; the divisor is not zero. */
export function floorQuotient(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    return fromIntegral(Math.round((a - floorRemainder(a, b)) / b));
  }
  const [x, y] = [BigInt(a), BigInt(b)];
  const quotient = x / y;
  return normalize(x % y !== 0n && x < 0n !== y < 0n ? quotient - 1n : quotient);
}

/** Python's `%` of safe ints: the sign of the divisor, which is not zero. */
export function floorRemainder(a: number, b: number): number {
  const remainder = a % b;
  return (remainder !== 0 && remainder < 0 !== b < 0 ? remainder + b : remainder) + 0;
}

/** Python's `%` of ints of any size; the divisor is not zero. */
export function remainder(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') return floorRemainder(a, b);
  const [x, y] = [BigInt(a), BigInt(b)];
  const rest = x % y;
  return normalize(rest !== 0n && rest < 0n !== y < 0n ? rest + y : rest);
}
