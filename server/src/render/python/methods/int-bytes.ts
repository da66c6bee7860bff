/** `int.to_bytes` and `int.from_bytes`. */
import { PyBytes } from '../bytes.ts';
import { PyError } from '../errors.ts';
import { type Int, normalize, toIndex } from '../integers.ts';
import { isIterable, toArray } from '../iterate.ts';
import { chargeSize } from '../limits.ts';
import { method } from '../method.ts';
import { truth } from '../truth.ts';
import { typeNameOf } from '../types.ts';
import type { KeywordArguments, Value } from '../value.ts';
import { smallArgument } from './sequence-arguments.ts';
import { textArgument } from './str-arguments.ts';

type Arguments = readonly (Value | undefined)[];

export const toBytesMethod = method<Int | boolean>(
  'keywords',
  ['length', 'byteorder', 'signed'],
  0,
  (self, given, keywords) => {
    checkPositional('to_bytes', given, keywords);
    const [length = 1, order, signed = false] = given;
    return toBytes(
      BigInt(toIndex(self) ?? 0),
      smallArgument(length),
      isLittle('to_bytes', order),
      truth(signed),
    );
  },
);

export const fromBytesMethod = method<Int | boolean>(
  'keywords',
  ['bytes', 'byteorder', 'signed'],
  1,
  (self, given, keywords) => {
    checkPositional('from_bytes', given, keywords);
    const [bytes = null, order, signed = false] = given;
    const little = isLittle('from_bytes', order);
    const value = fromBytes(bytesOf(bytes), little, truth(signed));
    return typeof self === 'boolean' ? truth(value) : value;
  },
);

/** `signed` is taken by keyword only. */
function checkPositional(name: string, given: Arguments, keywords: KeywordArguments): void {
  if (given[2] === undefined || keywords.has('signed')) return;
  const message = `${name}() takes at most 2 positional arguments (3 given)`;
  throw new PyError('TypeError', message);
}

function isLittle(name: string, order: Value = 'big'): boolean {
  const text = textArgument(order, `${name}() argument 'byteorder' `);
  if (text === 'little' || text === 'big') return text === 'little';
  throw new PyError('ValueError', "byteorder must be either 'little' or 'big'");
}

function toBytes(value: bigint, length: number, little: boolean, signed: boolean): PyBytes {
  if (length < 0) throw new PyError('ValueError', 'length argument must be non-negative');
  if (value < 0n && !signed) {
    throw new PyError('OverflowError', "can't convert negative int to unsigned");
  }
  chargeSize(length);
  const bits = BigInt(8 * length);
  const wrapped = signed ? BigInt.asIntN(Number(bits), value) : BigInt.asUintN(Number(bits), value);
  if (wrapped !== value) throw new PyError('OverflowError', 'int too big to convert');
  const digits = length === 0 ? '' : BigInt.asUintN(Number(bits), value).toString(16);
  const hex = digits.padStart(2 * length, '0');
  const bytes = Array.from({ length }, (_, index) =>
    String.fromCharCode(Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16)),
  );
  return new PyBytes((little ? bytes.reverse() : bytes).join(''));
}

function fromBytes(latin: string, little: boolean, signed: boolean): Int {
  const characters = little ? [...latin].reverse() : [...latin];
  const hex = characters.map((one) => one.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  const value = BigInt(`0x${hex || '0'}`);
  return normalize(signed ? BigInt.asIntN(8 * latin.length, value) : value);
}

function bytesOf(value: Value): string {
  if (value instanceof PyBytes) return value.latin;
  if (typeof value === 'string' || !isIterable(value)) {
    throw new PyError('TypeError', `cannot convert '${typeNameOf(value)}' object to bytes`);
  }
  return toArray(value)
    .map((item) => {
      const byte = toIndex(item);
      if (byte === undefined) {
        const message = `'${typeNameOf(item)}' object cannot be interpreted as an integer`;
        throw new PyError('TypeError', message);
      }
      if (byte < 0 || byte > 255) {
        throw new PyError('ValueError', 'bytes must be in range(0, 256)');
      }
      return String.fromCharCode(Number(byte));
    })
    .join('');
}
