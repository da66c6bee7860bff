import { decompose } from '../decimal.ts';
import { PyError } from '../errors.ts';
import { PyFloat } from '../float.ts';
import { bitLength, fromIntegral, type Int, normalize, toIndex } from '../integers.ts';
import { type MethodTable, method, plainMethod } from '../method.ts';
import { asText } from '../str-subclass.ts';
import { PyTuple } from '../tuple.ts';
import type { Value } from '../value.ts';
import { hexText, readHex } from './float-hex.ts';
import { fromBytesMethod, toBytesMethod } from './int-bytes.ts';

type Whole = Int | boolean;

/** The methods of int and bool. */
export const intMethods: MethodTable<Whole> = new Map([
  ['as_integer_ratio', plainMethod<Whole>((self) => new PyTuple([toInt(self), 1]))],
  ['bit_count', plainMethod<Whole>((self) => countBits(toInt(self)))],
  ['bit_length', plainMethod<Whole>((self) => bitLength(toInt(self)))],
  ['conjugate', plainMethod<Whole>(toInt)],
  ['from_bytes', fromBytesMethod],
  ['to_bytes', toBytesMethod],
]);

/** The methods of float. */
export const floatMethods: MethodTable<PyFloat> = new Map([
  ['as_integer_ratio', plainMethod<PyFloat>((self) => integerRatio(self.value))],
  ['conjugate', plainMethod<PyFloat>((self) => self)],
  ['fromhex', method<PyFloat>('one', ['string'], 1, (_, [text = null]) => fromHex(text))],
  ['hex', plainMethod<PyFloat>((self) => hexText(self.value))],
  ['is_integer', plainMethod<PyFloat>((self) => Number.isInteger(self.value))],
]);

/** The data attributes of int, bool and float. */
export function numberData(value: Whole | PyFloat, name: string): Value | undefined {
  if (name === 'real') return value instanceof PyFloat ? value : toInt(value);
  if (name === 'imag') return value instanceof PyFloat ? new PyFloat(0) : 0;
  if (value instanceof PyFloat) return undefined;
  if (name === 'numerator') return toInt(value);
  return name === 'denominator' ? 1 : undefined;
}

function toInt(value: Whole): Int {
  return toIndex(value) ?? 0;
}

function countBits(value: Int): number {
  const size = value < 0 ? -value : value;
  return size.toString(2).replaceAll('0', '').length;
}

function integerRatio(value: number): PyTuple {
  if (!Number.isFinite(value)) throw noRatio(value);
  if (Number.isInteger(value)) return new PyTuple([fromIntegral(value), 1]);
  const { mantissa, exponent } = decompose(Math.abs(value));
  const [numerator, denominator] = reduce(mantissa, 1n << BigInt(-exponent));
  return new PyTuple([normalize(value < 0 ? -numerator : numerator), normalize(denominator)]);
}

/** Halves both as often as they are even. */
function reduce(numerator: bigint, denominator: bigint): [bigint, bigint] {
  let [above, below] = [numerator, denominator];
  while ((above & 1n) === 0n && (below & 1n) === 0n) {
    above >>= 1n;
    below >>= 1n;
  }
  return [above, below];
}

function noRatio(value: number): PyError {
  return Number.isNaN(value)
    ? new PyError('ValueError', 'cannot convert NaN to integer ratio')
    : new PyError('OverflowError', 'cannot convert Infinity to integer ratio');
}

function fromHex(value: Value): PyFloat {
  const text = asText(value);
  if (text === undefined)
    throw new PyError('TypeError', 'bad argument type for built-in operation');
  return new PyFloat(readHex(text));
}
