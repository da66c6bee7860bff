import { divide, multiply, power } from '../../python/arithmetic.ts';
import { toFixed } from '../../python/decimal.ts';
import { PyError } from '../../python/errors.ts';
import { nonFiniteText, PyFloat } from '../../python/float.ts';
import { hashKey } from '../../python/hash.ts';
import { toIndex } from '../../python/integers.ts';
import { intArgument } from '../../python/methods/sequence-arguments.ts';
import { parseIntText } from '../../python/number-text.ts';
import {
  absolute,
  round as roundNumber,
  toFloat,
  toInt,
  truncateFloat,
} from '../../python/numbers.ts';
import { asText } from '../../python/str-subclass.ts';
import { truth } from '../../python/truth.ts';
import { typeNameOf } from '../../python/types.ts';
import { PyObject, type Value } from '../../python/value.ts';
import { builtinFilter, pythonFilter } from './define.ts';

export const abs = builtinFilter('abs', absolute);

/** What cannot be read gives the default; a text such as `42.23` is read as a float first. */
export const int = pythonFilter(
  { name: 'do_int', required: ['value'], optional: ['default', 'base'] },
  (_context, value, fallback: Value = 0, base: Value = 10) =>
    unless(['TypeError', 'ValueError'], () => readInt(value, base)) ??
    unless(['TypeError', 'ValueError', 'OverflowError'], () =>
      toInt(new PyFloat(toFloat(value))),
    ) ??
    fallback,
);

function readInt(value: Value, base: Value): Value {
  const text = asText(value);
  return text === undefined ? toInt(value) : parseIntText(text, Number(intArgument(base)));
}

export const float = pythonFilter(
  { name: 'do_float', required: ['value'], optional: ['default'] },
  (_context, value, fallback: Value = new PyFloat(0)) =>
    unless(['TypeError', 'ValueError'], () => new PyFloat(toFloat(value))) ?? fallback,
);

/** The value, or `undefined` where Python raises one of these. */
function unless(types: readonly string[], compute: () => Value): Value | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof PyError && types.includes(error.type)) return undefined;
    throw error;
  }
}

export const round = pythonFilter(
  { name: 'do_round', required: ['value'], optional: ['precision', 'method'] },
  (_context, value, precision: Value = 0, method: Value = 'common') => {
    // Python looks the method up in a set.
    hashKey(method);
    switch (asText(method)) {
      case 'common':
        return roundNumber(value, precision);
      case 'ceil':
        return roundTowards('ceil', value, precision);
      case 'floor':
        return roundTowards('floor', value, precision);
      default:
        throw new PyError('FilterArgumentError', 'method must be common, ceil or floor');
    }
  },
);

/** `math.ceil(value * 10 ** precision) / 10 ** precision`. */
function roundTowards(direction: 'ceil' | 'floor', value: Value, precision: Value): Value {
  const scale = power(10, precision);
  return divide(wholeOf(direction, multiply(value, scale)), scale);
}

function wholeOf(direction: 'ceil' | 'floor', value: Value): Value {
  if (value instanceof PyFloat) return truncateFloat(Math[direction](value.value));
  if (value instanceof PyObject && value.toWhole !== undefined) return value.toWhole(direction);
  const whole = toIndex(value);
  if (whole !== undefined) return whole;
  throw new PyError('TypeError', `must be real number, not ${typeNameOf(value)}`);
}

export const filesizeformat = pythonFilter(
  { name: 'do_filesizeformat', required: ['value'], optional: ['binary'] },
  (_context, value, binary: Value = false) => sizeText(toFloat(value), truth(binary)),
);

function sizeText(bytes: number, isBinary: boolean): string {
  const base = isBinary ? 1024 : 1000;
  if (bytes === 1) return '1 Byte';
  if (bytes < base) return `${truncateFloat(bytes)} Bytes`;
  const fits = largeUnits.findIndex((_, index) => bytes < unitSize(base, index));
  const index = fits < 0 ? largeUnits.length - 1 : fits;
  const amount = (base * bytes) / Number(unitSize(base, index));
  const digits = Number.isFinite(amount) ? toFixed(amount, 1) : nonFiniteText(amount);
  const unit = largeUnits[index] ?? '';
  return `${digits} ${isBinary ? `${unit.toUpperCase()}i` : unit}B`;
}

const largeUnits = ['k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'] as const;

/** Where the unit after this one begins; exact, as Python's ints are. */
function unitSize(base: number, index: number): bigint {
  return BigInt(base) ** BigInt(index + 2);
}
