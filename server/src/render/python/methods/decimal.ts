import {
  add,
  multiply,
  normalized,
  product,
  quantize,
  remainder,
  squareRoot,
} from '../decimals/context.ts';
import { PyDecimal, toExact } from '../decimals/decimal.ts';
import { engineeringText } from '../decimals/decimal-text.ts';
import {
  adjustedExponent,
  compareExact,
  digitsOf,
  type Exact,
  exactFloat,
  exactInt,
  isIntegral,
  type Rounding,
  rescaled,
  tenTo,
  truncated,
} from '../decimals/exact.ts';
import { finish, invalidOperation, precision } from '../decimals/finish.ts';
import { commonLogarithm, exponential, naturalLogarithm } from '../decimals/transcendental.ts';
import { PyError } from '../errors.ts';
import { PyFloat } from '../float.ts';
import { normalize, toIndex } from '../integers.ts';
import { type Method, type MethodTable, method, plainMethod } from '../method.ts';
import { NamedTuple } from '../named-tuple.ts';
import { asText } from '../str-subclass.ts';
import { PyTuple } from '../tuple.ts';
import { typeNameOf } from '../types.ts';
import type { Value } from '../value.ts';
import {
  byMagnitude,
  compareTotal,
  isNormal,
  isSubnormal,
  logb,
  logical,
  logicalInvert,
  nextMinus,
  nextPlus,
  nextToward,
  numberClass,
  rotate,
  shift,
  unsigned,
} from './decimal-digits.ts';

type Decimal = PyDecimal;

/** The methods of Decimal. */
export const decimalMethods: MethodTable<Decimal> = new Map([
  ['adjusted', plainMethod<Decimal>(({ exact }) => adjustedExponent(exact))],
  ['as_integer_ratio', plainMethod<Decimal>(({ exact }) => integerRatio(exact))],
  ['as_tuple', plainMethod<Decimal>(({ exact }) => decimalTuple(exact))],
  ['canonical', plainMethod<Decimal>((self) => self)],
  ['compare', binary((a, b) => exactInt(BigInt(compareExact(a, b))))],
  ['compare_signal', binary((a, b) => exactInt(BigInt(compareExact(a, b))))],
  ['compare_total', binary(compareTotal)],
  ['compare_total_mag', binary((a, b) => compareTotal(unsigned(a), unsigned(b)))],
  ['conjugate', plainMethod<Decimal>((self) => self)],
  ['copy_abs', changed((exact) => ({ ...exact, isNegative: false }))],
  ['copy_negate', changed((exact) => ({ ...exact, isNegative: !exact.isNegative }))],
  ['copy_sign', binary((a, b) => ({ ...a, isNegative: b.isNegative }))],
  ['exp', changed(exponential)],
  ['fma', method<Decimal>('keywords', ['other', 'third'], 2, fusedMultiplyAdd)],
  ['from_float', method<Decimal>('one', ['f'], 1, (_, [value = null]) => fromFloat(value))],
  ['is_canonical', plainMethod<Decimal>(() => true)],
  ['is_finite', plainMethod<Decimal>(() => true)],
  ['is_infinite', plainMethod<Decimal>(() => false)],
  ['is_nan', plainMethod<Decimal>(() => false)],
  ['is_normal', told(isNormal)],
  ['is_qnan', plainMethod<Decimal>(() => false)],
  ['is_snan', plainMethod<Decimal>(() => false)],
  ['is_signed', plainMethod<Decimal>(({ exact }) => exact.isNegative)],
  ['is_subnormal', told(isSubnormal)],
  ['is_zero', plainMethod<Decimal>(({ exact }) => exact.coefficient === 0n)],
  ['ln', changed(naturalLogarithm)],
  ['log10', changed(commonLogarithm)],
  ['logb', changed(logb)],
  ['logical_and', binary(logical((a, b) => a && b))],
  ['logical_invert', changed(logicalInvert)],
  ['logical_or', binary(logical((a, b) => a || b))],
  ['logical_xor', binary(logical((a, b) => a !== b))],
  ['max', binary((a, b) => finish(compareExact(a, b) >= 0 ? a : b))],
  ['max_mag', binary(byMagnitude((order) => order >= 0))],
  ['min', binary((a, b) => finish(compareExact(a, b) <= 0 ? a : b))],
  ['min_mag', binary(byMagnitude((order) => order < 0))],
  ['next_minus', changed(nextMinus)],
  ['next_plus', changed(nextPlus)],
  ['next_toward', binary(nextToward)],
  ['normalize', changed(normalized)],
  ['number_class', method<Decimal>('keywords', ['context'], 0, ({ exact }) => numberClass(exact))],
  ['quantize', method<Decimal>('keywords', ['exp', 'rounding', 'context'], 1, quantizeTo)],
  ['radix', plainMethod<Decimal>(() => new PyDecimal(exactInt(10n)))],
  ['remainder_near', binary(nearRemainder)],
  ['rotate', binary(rotate)],
  [
    'same_quantum',
    method<Decimal>('keywords', ['other', 'context'], 1, ({ exact }, [other]) => {
      return exact.exponent === operand(other).exponent;
    }),
  ],
  ['scaleb', binary(scaled)],
  ['shift', binary(shift)],
  ['sqrt', changed(squareRoot)],
  ['to_eng_string', plainMethod<Decimal>(({ exact }) => engineeringText(exact))],
  ['to_integral', method<Decimal>('keywords', ['rounding', 'context'], 0, toIntegral)],
  ['to_integral_exact', method<Decimal>('keywords', ['rounding', 'context'], 0, toIntegral)],
  ['to_integral_value', method<Decimal>('keywords', ['rounding', 'context'], 0, toIntegral)],
]);

/** `real` and `imag`. */
export function decimalData(value: Decimal, name: string): Value | undefined {
  if (name === 'real') return value;
  return name === 'imag' ? new PyDecimal(exactInt(0n)) : undefined;
}

function changed(change: (exact: Exact) => Exact): Method<Decimal> {
  return method('keywords', ['context'], 0, ({ exact }) => new PyDecimal(change(exact)));
}

function told(answer: (exact: Exact) => Value): Method<Decimal> {
  return method('keywords', ['context'], 0, ({ exact }) => answer(exact));
}

function binary(compute: (a: Exact, b: Exact) => Exact): Method<Decimal> {
  return method('keywords', ['other', 'context'], 1, ({ exact }, [other]) => {
    return new PyDecimal(compute(exact, operand(other)));
  });
}

function operand(value: Value = null): Exact {
  const exact = toExact(value);
  if (exact !== undefined) return exact;
  const message = `conversion from ${typeNameOf(value)} to Decimal is not supported`;
  throw new PyError('TypeError', message);
}

function integerRatio({ isNegative, coefficient, exponent }: Exact): PyTuple {
  const above = exponent > 0 ? coefficient * tenTo(exponent) : coefficient;
  const below = exponent < 0 ? tenTo(-exponent) : 1n;
  const divisor = greatestDivisor(above, below);
  const numerator = above / divisor;
  return new PyTuple([normalize(isNegative ? -numerator : numerator), normalize(below / divisor)]);
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestDivisor(b, a % b);
}

function decimalTuple(exact: Exact): NamedTuple {
  return new NamedTuple('DecimalTuple', [
    ['sign', exact.isNegative ? 1 : 0],
    ['digits', new PyTuple([...digitsOf(exact)].map(Number))],
    ['exponent', exact.exponent],
  ]);
}

function fusedMultiplyAdd({ exact }: Decimal, [other, third]: readonly (Value | undefined)[]) {
  return new PyDecimal(add(product(exact, operand(other)), operand(third)));
}

function fromFloat(value: Value): PyDecimal {
  if (value instanceof PyFloat && Number.isFinite(value.value)) {
    return new PyDecimal(exactFloat(value.value));
  }
  const index = toIndex(value);
  if (index !== undefined) return new PyDecimal(exactInt(BigInt(index)));
  throw new PyError('TypeError', 'argument must be int or float');
}

function quantizeTo({ exact }: Decimal, [pattern, rounding]: readonly (Value | undefined)[]) {
  return new PyDecimal(quantize(exact, operand(pattern).exponent, roundingArgument(rounding)));
}

function toIntegral({ exact }: Decimal, [rounding]: readonly (Value | undefined)[]): PyDecimal {
  const mode = roundingArgument(rounding);
  return new PyDecimal(exact.exponent >= 0 ? exact : rescaled(exact, 0, mode));
}

const roundings: readonly Rounding[] = [
  'ROUND_CEILING',
  'ROUND_FLOOR',
  'ROUND_UP',
  'ROUND_DOWN',
  'ROUND_HALF_UP',
  'ROUND_HALF_DOWN',
  'ROUND_HALF_EVEN',
  'ROUND_05UP',
];

function roundingArgument(value: Value = null): Rounding {
  if (value === null) return 'ROUND_HALF_EVEN';
  const known = roundings.find((rounding) => rounding === asText(value));
  if (known !== undefined) return known;
  throw new PyError(
    'TypeError',
    'valid values for rounding are:\n' +
      '  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n' +
      '   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n' +
      '   ROUND_05UP]',
  );
}

/** The remainder of the nearest quotient, which may lie below zero. */
function nearRemainder(a: Exact, b: Exact): Exact {
  const rest = remainder(a, b);
  const twice = multiply(rest, exactInt(2n));
  const [size, limit] = [unsigned(twice), unsigned(b)];
  const order = compareExact(size, limit);
  if (order < 0) return rest;
  const quotient = truncated({ ...divideExactly(a, rest, b), isNegative: false });
  if (order === 0 && quotient % 2n === 0n) return rest;
  return add(rest, { ...b, isNegative: !rest.isNegative });
}

/** `(a - rest) / b`, a whole number. */
function divideExactly(a: Exact, rest: Exact, b: Exact): Exact {
  const lowest = Math.min(a.exponent, rest.exponent, b.exponent);
  const at = (value: Exact): bigint => value.coefficient * tenTo(value.exponent - lowest);
  return exactInt((at(a) - at(rest)) / at(b));
}

function scaled(value: Exact, by: Exact): Exact {
  const shift = isIntegral(by) ? truncated(by) : undefined;
  const limit = 2n * (999999n + BigInt(precision));
  if (shift === undefined || by.exponent !== 0 || shift > limit || shift < -limit) {
    throw invalidOperation();
  }
  return finish({ ...value, exponent: value.exponent + Number(shift) });
}
