import { complexPower, isComplexPower, PyComplex } from './complex.ts';
import { compose } from './decimal.ts';
import { PyError } from './errors.ts';
import { PyFloat } from './float.ts';
import {
  bitLength,
  floorQuotient,
  type Int,
  intToFloat,
  normalize,
  remainder,
  toIndex,
} from './integers.ts';
import { chargeBits } from './limits.ts';
import { floatPower } from './power.ts';
import type { BinaryOperator, Value } from './value.ts';

/** An int or float as it is, a bool as its int; `undefined` for other types. */
export function toNumeric(value: Value): Int | PyFloat | undefined {
  return value instanceof PyFloat ? value : toIndex(value);
}

/** `a op b` of two numbers; `undefined` where one is none. */
export function numericBinary(operator: BinaryOperator, a: Value, b: Value): Value | undefined {
  const [x, y] = [toNumeric(a), toNumeric(b)];
  if (x === undefined || y === undefined) return undefined;
  if (x instanceof PyFloat || y instanceof PyFloat) {
    return doubleBinary(operator, toDouble(x), toDouble(y));
  }
  return intBinary(operator, x, y);
}

function doubleBinary(operator: BinaryOperator, a: number, b: number): Value {
  if (operator === '**' && isComplexPower(a, b)) {
    return complexPower(new PyComplex(a, 0), new PyComplex(b, 0));
  }
  return new PyFloat(floatBinary(operator, a, b));
}

function toDouble(value: Int | PyFloat): number {
  return value instanceof PyFloat ? value.value : intToFloat(value);
}

function floatBinary(operator: BinaryOperator, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / nonZero(b, 'float division by zero');
    case '//':
      return floorDivideFloats(a, nonZero(b, 'float floor division by zero'));
    case '%':
      return floatRemainder(a, nonZero(b, 'float modulo'));
    case '**':
      return floatPower(a, b);
  }
}

function nonZero<Number_ extends Int>(divisor: Number_, message: string): Number_ {
  if (divisor === 0) throw new PyError('ZeroDivisionError', message);
  return divisor;
}

/** As CPython's `float_rem`: the sign of the divisor, also on zero. */
function floatRemainder(a: number, b: number): number {
  const rest = a % b;
  if (rest === 0) return b < 0 || Object.is(b, -0) ? -0 : 0;
  return rest < 0 !== b < 0 ? rest + b : rest;
}

/** As CPython's `float_floor_div`. */
function floorDivideFloats(a: number, b: number): number {
  const rest = a % b;
  const isOpposite = rest !== 0 && b < 0 !== rest < 0;
  const quotient = (a - rest) / b - (isOpposite ? 1 : 0);
  if (quotient === 0) return a / b < 0 || Object.is(a / b, -0) ? -0 : 0;
  const floored = Math.floor(quotient);
  return quotient - floored > 0.5 ? floored + 1 : floored;
}

function intBinary(operator: BinaryOperator, a: Int, b: Int): Value {
  switch (operator) {
    case '+':
      return normalize(BigInt(a) + BigInt(b));
    case '-':
      return normalize(BigInt(a) - BigInt(b));
    case '*':
      return multiplyInts(a, b);
    case '/':
      return new PyFloat(divideInts(a, nonZero(b, 'division by zero')));
    case '//':
      return floorQuotient(a, nonZero(b, 'integer division or modulo by zero'));
    case '%':
      return remainder(a, nonZero(b, 'integer modulo by zero'));
    case '**':
      return b < 0 ? new PyFloat(floatPower(intToFloat(a), intToFloat(b))) : raiseInt(a, b);
  }
}

function multiplyInts(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product + 0;
  }
  chargeBits(bitLength(a) + bitLength(b));
  return normalize(BigInt(a) * BigInt(b));
}

/** The float nearest to the exact quotient, as CPython's `long_true_divide`. */
function divideInts(a: Int, b: Int): number {
  if (typeof a === 'number' && typeof b === 'number') return a / b;
  const [x, y] = [BigInt(a), BigInt(b)];
  const isNegative = x < 0n !== y < 0n;
  const size = divideSizes(x < 0n ? -x : x, y < 0n ? -y : y);
  if (Number.isFinite(size)) return isNegative ? -size : size;
  throw new PyError('OverflowError', 'integer division result too large for a float');
}

/** Keeps 64 or more bits of the quotient and a sticky one, then rounds once (denormals included). */
function divideSizes(x: bigint, y: bigint): number {
  if (x === 0n) return 0;
  const shift = Math.min(66 - (bitLength(x) - bitLength(y)), 1140);
  const [dividend, divisor] = shift > 0 ? [x << BigInt(shift), y] : [x, y << BigInt(-shift)];
  const quotient = dividend / divisor;
  const sticky = quotient * divisor === dividend ? 0n : 1n;
  return compose(quotient * 2n + sticky, -shift - 1);
}

function raiseInt(base: Int, exponent: Int): Int {
  if (base === 0 || base === 1) return exponent === 0 ? 1 : base;
  if (base === -1) return remainder(exponent, 2) === 0 ? 1 : -1;
  chargeBits(bitLength(base) * Number(exponent));
  return normalize(BigInt(base) ** BigInt(exponent));
}
