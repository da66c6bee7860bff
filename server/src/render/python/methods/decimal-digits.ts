/** Methods of Decimal that look at its digits: logical operations, shifts, neighbours, total order. */

import {
  adjustedExponent,
  compareExact,
  digitsOf,
  type Exact,
  exactInt,
  isIntegral,
  type Rounding,
  rescaled,
  roundedTo,
  signOf,
  truncated,
} from '../decimals/exact.ts';
import {
  decimalError,
  finish,
  invalidOperation,
  leastExponent,
  precision,
  tiniestExponent,
} from '../decimals/finish.ts';

export function isSubnormal(value: Exact): boolean {
  return value.coefficient !== 0n && adjustedExponent(value) < leastExponent;
}

export function isNormal(value: Exact): boolean {
  return value.coefficient !== 0n && !isSubnormal(value);
}

export function numberClass(value: Exact): string {
  const kind = isNormal(value) ? 'Normal' : isSubnormal(value) ? 'Subnormal' : 'Zero';
  return `${value.isNegative ? '-' : '+'}${kind}`;
}

export function logb(value: Exact): Exact {
  if (value.coefficient === 0n) throw decimalError('DivisionByZero');
  return exactInt(BigInt(adjustedExponent(value)));
}

export function nextPlus(value: Exact): Exact {
  return neighbour(value, false);
}

export function nextMinus(value: Exact): Exact {
  return neighbour(value, true);
}

export function nextToward(value: Exact, target: Exact): Exact {
  const order = compareExact(value, target);
  if (order === 0) return { ...value, isNegative: target.isNegative };
  return order < 0 ? nextPlus(value) : nextMinus(value);
}

/** The closest value of the context's digits that lies above or below. */
function neighbour(value: Exact, isBelow: boolean): Exact {
  const rounding: Rounding = isBelow ? 'ROUND_FLOOR' : 'ROUND_CEILING';
  if (value.coefficient === 0n)
    return { isNegative: isBelow, coefficient: 1n, exponent: tiniestExponent };
  const length = digitsOf(value).length;
  const spare = Math.max(0, precision + 2 - length);
  const coefficient = value.coefficient * 10n ** BigInt(spare);
  const step = value.isNegative === isBelow ? 1n : -1n;
  const moved = { ...value, coefficient: coefficient + step, exponent: value.exponent - spare };
  const isTiny = adjustedExponent(moved) <= leastExponent;
  return isTiny
    ? rescaled(moved, tiniestExponent, rounding)
    : roundedTo(moved, precision, rounding);
}

/** Python's total order: of equal values, the one with the larger exponent is larger. */
export function compareTotal(a: Exact, b: Exact): Exact {
  if (a.isNegative !== b.isNegative) return exactInt(a.isNegative ? -1n : 1n);
  const order = compareExact(a, b) || Math.sign(a.exponent - b.exponent) * (a.isNegative ? -1 : 1);
  return exactInt(BigInt(Math.sign(order)));
}

export function unsigned(value: Exact): Exact {
  return { ...value, isNegative: false };
}

/** The operand that is larger, or smaller, without regard to its sign. */
export function byMagnitude(isWanted: (order: number) => boolean) {
  return (a: Exact, b: Exact): Exact => {
    const order = compareExact(unsigned(a), unsigned(b)) || signOf(compareTotal(a, b));
    return finish(isWanted(order) ? a : b);
  };
}

export function rotate(value: Exact, by: Exact): Exact {
  const places = shiftOf(by);
  const digits = lastDigits(value);
  const at = (places + precision) % precision;
  return withDigits(value, digits.slice(at) + digits.slice(0, at));
}

export function shift(value: Exact, by: Exact): Exact {
  const places = shiftOf(by);
  const digits = lastDigits(value);
  const moved =
    places < 0 ? digits.slice(0, precision + places) : digits.slice(places) + '0'.repeat(places);
  return withDigits(value, moved);
}

function shiftOf(by: Exact): number {
  if (by.exponent !== 0 || !isIntegral(by)) throw invalidOperation();
  const places = truncated(by);
  if (places < -BigInt(precision) || places > BigInt(precision)) throw invalidOperation();
  return Number(places);
}

export function logical(operate: (a: boolean, b: boolean) => boolean) {
  return (a: Exact, b: Exact): Exact => {
    const [x, y] = [bitsOf(a), bitsOf(b)];
    const bits = [...x].map((bit, index) => (operate(bit === '1', y[index] === '1') ? '1' : '0'));
    return withDigits(exactInt(0n), bits.join(''));
  };
}

export function logicalInvert(value: Exact): Exact {
  const bits = [...bitsOf(value)].map((bit) => (bit === '1' ? '0' : '1'));
  return withDigits(exactInt(0n), bits.join(''));
}

/** The digits of a value of zeros and ones. */
function bitsOf(value: Exact): string {
  const digits = digitsOf(value);
  if (value.isNegative || value.exponent !== 0 || !/^[01]+$/.test(digits)) throw invalidOperation();
  return lastDigits(value);
}

function lastDigits(value: Exact): string {
  return digitsOf(value).slice(-precision).padStart(precision, '0');
}

function withDigits(value: Exact, digits: string): Exact {
  return { ...value, coefficient: BigInt(digits || '0') };
}
