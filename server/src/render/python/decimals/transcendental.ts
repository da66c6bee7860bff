/** Exponential and logarithms of decimals, rounded correctly to the context's precision. */

import { PyError } from '../errors.ts';
import {
  adjustedExponent,
  digitsOf,
  type Exact,
  exactInt,
  integerRoot,
  rescaled,
  tenTo,
} from './exact.ts';
import { decimalError, finish, invalidOperation, precision, tiniestExponent } from './finish.ts';

/** e to the power of a value. */
export function exponential(value: Exact): Exact {
  if (value.coefficient === 0n) return exactInt(1n);
  return finish(raiseE(value, workingDigits(value)));
}

export function naturalLogarithm(value: Exact): Exact {
  requirePositive(value);
  if (isOne(value)) return exactInt(0n);
  const places = workingDigits(value);
  return finish(fromFixed(fixedLogarithm(value, places), places));
}

export function commonLogarithm(value: Exact): Exact {
  requirePositive(value);
  const exponent = adjustedExponent(value);
  const isPowerOfTen = value.coefficient === tenTo(digitsOf(value).length - 1);
  if (isPowerOfTen) return exactInt(BigInt(exponent));
  const places = workingDigits(value);
  const scale = tenTo(places);
  const logarithm = (fixedLogarithm(value, places) * scale) / logarithmOfTen(places);
  return finish(fromFixed(logarithm, places));
}

/** A positive value to the power of any other. */
export function generalPower(base: Exact, exponent: Exact): Exact {
  if (base.isNegative) throw invalidOperation();
  if (base.coefficient === 0n) {
    if (exponent.isNegative) throw noInfinity();
    return exactInt(0n);
  }
  const places = workingDigits(base) + Math.max(0, adjustedExponent(exponent)) + precision;
  const logarithm = fromFixed(fixedLogarithm(base, places), places);
  const power = {
    isNegative: logarithm.isNegative !== exponent.isNegative,
    coefficient: logarithm.coefficient * exponent.coefficient,
    exponent: logarithm.exponent + exponent.exponent,
  };
  return finish(raiseE(power, workingDigits(base)));
}

/** Decimals after the point that leave the context's digits and some to spare, however close to 1 the value is. */
function workingDigits(value: Exact): number {
  const size = Math.abs(adjustedExponent(value));
  return 2 * precision + digitsOf(value).length + String(size).length + 20;
}

function raiseE(value: Exact, places: number): Exact {
  const size = adjustedExponent(value);
  if (size > 7) return value.isNegative ? tiny() : tooLarge();
  // Multiples of ln 10 are powers of ten; what is left is halved until the series runs short.
  const fixed = toFixed(value, places);
  const ten = logarithmOfTen(places);
  const tens = divideRounded(fixed, ten);
  if (tens > 1_000_001n) return tooLarge();
  if (tens < -1_000_030n) return tiny();
  const halvings = 12n;
  let term = (fixed - tens * ten) >> halvings;
  const step = term;
  const scale = tenTo(places);
  let sum = scale + term;
  for (let count = 2n; term !== 0n; count += 1n) {
    term = (term * step) / (scale * count);
    sum += term;
  }
  for (let round = 0n; round < halvings; round += 1n) sum = (sum * sum) / scale;
  return { isNegative: false, coefficient: sum, exponent: Number(tens) - places };
}

/** The logarithm times ten to the `places`. */
function fixedLogarithm(value: Exact, places: number): bigint {
  const exponent = adjustedExponent(value);
  const scale = tenTo(places);
  const mantissa = toFixed({ ...value, exponent: value.exponent - exponent }, places);
  // Roots bring the mantissa close to 1, where the series of the inverse hyperbolic tangent runs short.
  const halvings = 8n;
  let root = mantissa;
  for (let round = 0n; round < halvings; round += 1n) root = integerRoot(root * scale);
  const logarithm = 2n * inverseTangent(((root - scale) * scale) / (root + scale), scale);
  return (logarithm << halvings) + BigInt(exponent) * logarithmOfTen(places);
}

function logarithmOfTen(places: number): bigint {
  const scale = tenTo(places);
  // ln 10 = 3 ln 2 + ln 1.25
  return 6n * inverseTangent(scale / 3n, scale) + 2n * inverseTangent(scale / 9n, scale);
}

/** The inverse hyperbolic tangent of a small fixed-point value. */
function inverseTangent(value: bigint, scale: bigint): bigint {
  const square = (value * value) / scale;
  let [power, sum] = [value, value];
  for (let count = 3n; power !== 0n; count += 2n) {
    power = (power * square) / scale;
    sum += power / count;
  }
  return sum;
}

function divideRounded(value: bigint, divisor: bigint): bigint {
  const doubled = 2n * value + divisor;
  const quotient = doubled / (2n * divisor);
  return doubled < 0n && doubled % (2n * divisor) !== 0n ? quotient - 1n : quotient;
}

function toFixed(value: Exact, places: number): bigint {
  const { coefficient } = rescaled({ ...value, isNegative: false }, -places, 'ROUND_DOWN');
  return value.isNegative ? -coefficient : coefficient;
}

function fromFixed(fixed: bigint, places: number): Exact {
  return { ...exactInt(fixed), exponent: -places };
}

function isOne({ coefficient, exponent }: Exact): boolean {
  return exponent <= 0 && coefficient === tenTo(-exponent);
}

function requirePositive(value: Exact): void {
  if (value.coefficient === 0n) throw noInfinity();
  if (value.isNegative) throw invalidOperation();
}

/** What is too small for the context. */
function tiny(): Exact {
  return { isNegative: false, coefficient: 0n, exponent: tiniestExponent };
}

function tooLarge(): never {
  throw decimalError('Overflow');
}

function noInfinity(): Error {
  return new PyError('NotImplementedError', 'P3 Workbench knows no infinite Decimal');
}
