/** Arithmetic in Python's default decimal context: 28 digits, ties to even, errors trapped. */
import type { PyError } from '../errors.ts';
import {
  adjustedExponent,
  aligned,
  compareExact,
  digitsOf,
  type Exact,
  integerRoot,
  isIntegral,
  type Rounding,
  rescaled,
  roundedTo,
  signOf,
  tenTo,
  truncated,
} from './exact.ts';
import { decimalError, finish, invalidOperation, largestExponent, precision } from './finish.ts';
import { generalPower } from './transcendental.ts';

export function add(a: Exact, b: Exact): Exact {
  const exponent = Math.min(a.exponent, b.exponent);
  if (a.coefficient === 0n && b.coefficient === 0n) {
    return finish({ isNegative: a.isNegative && b.isNegative, coefficient: 0n, exponent });
  }
  if (a.coefficient === 0n) return finish(lowered(b, exponent));
  if (b.coefficient === 0n) return finish(lowered(a, exponent));
  const [x, y] = comparable(a, b);
  const [p, q] = aligned(x, y);
  const sum = (a.isNegative ? -p : p) + (b.isNegative ? -q : q);
  const lowest = Math.min(x.exponent, y.exponent);
  return finish({ isNegative: sum < 0n, coefficient: sum < 0n ? -sum : sum, exponent: lowest });
}

/** Zeros are added as far as the precision allows. */
function lowered(value: Exact, exponent: number): Exact {
  const least = Math.max(exponent, value.exponent - precision - 1 + digitsOf(value).length);
  return least < value.exponent ? rescaled(value, least, 'ROUND_DOWN') : value;
}

/** A much smaller operand only decides how the other one is rounded: any tiny value does. */
function comparable(a: Exact, b: Exact): [Exact, Exact] {
  const [larger, smaller] = a.exponent >= b.exponent ? [a, b] : [b, a];
  const length = digitsOf(larger).length;
  const least = larger.exponent + Math.min(-1, length - precision - 2);
  if (digitsOf(smaller).length + smaller.exponent - 1 >= least) return [a, b];
  const tiny = { ...smaller, coefficient: 1n, exponent: least };
  return larger === a ? [a, tiny] : [tiny, b];
}

export function negated(value: Exact): Exact {
  return { ...value, isNegative: !value.isNegative };
}

export function multiply(a: Exact, b: Exact): Exact {
  return finish(product(a, b));
}

/** The product without rounding. */
export function product(a: Exact, b: Exact): Exact {
  return {
    isNegative: a.isNegative !== b.isNegative,
    coefficient: a.coefficient * b.coefficient,
    exponent: a.exponent + b.exponent,
  };
}

export function divide(a: Exact, b: Exact): Exact {
  const isNegative = a.isNegative !== b.isNegative;
  if (b.coefficient === 0n) throw divisionByZero(a, 'DivisionByZero');
  const ideal = a.exponent - b.exponent;
  if (a.coefficient === 0n) return finish({ isNegative, coefficient: 0n, exponent: ideal });
  const shift = digitsOf(b).length - digitsOf(a).length + precision + 1;
  const dividend = shift >= 0 ? a.coefficient * tenTo(shift) : a.coefficient;
  const divisor = shift >= 0 ? b.coefficient : b.coefficient * tenTo(-shift);
  let [coefficient, exponent] = [dividend / divisor, ideal - shift];
  if (dividend % divisor !== 0n) {
    // A sticky digit: what falls away must not look like a tie.
    if (coefficient % 5n === 0n) coefficient += 1n;
  } else {
    for (; exponent < ideal && coefficient % 10n === 0n; exponent += 1) coefficient /= 10n;
  }
  return finish({ isNegative, coefficient, exponent });
}

/** The quotient towards zero. */
export function divideWhole(a: Exact, b: Exact): Exact {
  if (b.coefficient === 0n) throw divisionByZero(a, 'DivisionByZero');
  return divided(a, b).quotient;
}

/** The remainder with the sign of the dividend. */
export function remainder(a: Exact, b: Exact): Exact {
  if (b.coefficient === 0n) throw divisionByZero(a, 'InvalidOperation');
  return finish(divided(a, b).rest);
}

function divided(a: Exact, b: Exact): { readonly quotient: Exact; readonly rest: Exact } {
  const isNegative = a.isNegative !== b.isNegative;
  const exponent = Math.min(a.exponent, b.exponent);
  if (a.coefficient === 0n || adjustedExponent(a) - adjustedExponent(b) <= -2) {
    const rest = a.coefficient === 0n ? { ...a, exponent } : rescaled(a, exponent, 'ROUND_DOWN');
    return { quotient: { isNegative, coefficient: 0n, exponent: 0 }, rest };
  }
  if (adjustedExponent(a) - adjustedExponent(b) > precision) throw impossible();
  const [x, y] = aligned(a, b);
  const coefficient = x / y;
  if (coefficient >= tenTo(precision)) throw impossible();
  return {
    quotient: { isNegative, coefficient, exponent: 0 },
    rest: { isNegative: a.isNegative, coefficient: x % y, exponent },
  };
}

/** `a ** b` for a whole `b`. */
export function power(a: Exact, b: Exact): Exact {
  if (b.coefficient === 0n) {
    if (a.coefficient === 0n) throw invalidOperation();
    return { isNegative: false, coefficient: 1n, exponent: 0 };
  }
  if (!isIntegral(b)) return generalPower(a, b);
  const times = truncated(b);
  const size = times < 0n ? -times : times;
  const isNegative = a.isNegative && size % 2n === 1n;
  if (signOf(a) === 0) return { isNegative, coefficient: 0n, exponent: 0 };
  const raised = raise({ ...a, isNegative }, size);
  if (times > 0n) return finish(raised);
  return divide({ isNegative: false, coefficient: 1n, exponent: 0 }, raised);
}

/** By repeated squaring, with digits to spare. */
function raise(base: Exact, times: bigint): Exact {
  let result: Exact = { isNegative: base.isNegative, coefficient: 1n, exponent: 0 };
  let [square, rest] = [{ ...base, isNegative: false }, times];
  while (rest > 0n) {
    if ((rest & 1n) === 1n)
      result = spare({ ...product(result, square), isNegative: base.isNegative });
    rest >>= 1n;
    if (rest > 0n) square = spare(product(square, square));
    if (Math.abs(square.exponent) > 4 * largestExponent) throw decimalError('Overflow');
  }
  return result;
}

function spare(value: Exact): Exact {
  return roundedTo(value, 4 * precision, 'ROUND_HALF_EVEN');
}

/** `value.quantize(pattern)`; raises InvalidOperation where the digits do not suffice. */
export function quantize(value: Exact, exponent: number, rounding: Rounding): Exact {
  const result = rescaled(value, exponent, rounding);
  if (digitsOf(result).length > precision || adjustedExponent(result) > largestExponent) {
    throw invalidOperation();
  }
  return result;
}

/** Without zeros at the end. */
export function normalized(value: Exact): Exact {
  const rounded = finish(value);
  if (rounded.coefficient === 0n) return { ...rounded, exponent: 0 };
  let { coefficient, exponent } = rounded;
  for (; coefficient % 10n === 0n; exponent += 1) coefficient /= 10n;
  return { ...rounded, coefficient, exponent };
}

export function squareRoot(value: Exact): Exact {
  if (value.coefficient === 0n) {
    return { ...value, exponent: Math.floor(value.exponent / 2) };
  }
  if (value.isNegative) throw invalidOperation();
  const ideal = Math.floor(value.exponent / 2);
  const isOdd = value.exponent % 2 !== 0;
  const coefficient = isOdd ? value.coefficient * 10n : value.coefficient;
  const shift = Math.max(0, precision + 1 - Math.ceil(coefficient.toString().length / 2));
  const scaled = coefficient * tenTo(2 * shift);
  const root = integerRoot(scaled);
  const exact = { isNegative: false, coefficient: root, exponent: ideal - shift };
  if (root * root !== scaled) {
    return finish(root % 5n === 0n ? { ...exact, coefficient: root + 1n } : exact);
  }
  const short = rescaled(exact, ideal, 'ROUND_DOWN');
  return finish(compareExact(short, exact) === 0 ? short : exact);
}

function impossible(): PyError {
  return decimalError('InvalidOperation', 'DivisionImpossible');
}

function divisionByZero(dividend: Exact, type: string): PyError {
  const isUndefined = dividend.coefficient === 0n;
  return isUndefined ? decimalError('InvalidOperation', 'DivisionUndefined') : decimalError(type);
}
