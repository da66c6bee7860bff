import { byteOf, bytesArgument, PyBytes } from '../bytes.ts';
import { decode } from '../codecs.ts';
import { PyError } from '../errors.ts';
import { isIterable, toArray } from '../iterate.ts';
import { type Method, type MethodTable, method, plainMethod } from '../method.ts';
import { asText } from '../str-subclass.ts';
import { PyTuple } from '../tuple.ts';
import { typeNameOf } from '../types.ts';
import type { Value } from '../value.ts';
import { smallArgument } from './sequence-arguments.ts';
import { textArgument } from './str-arguments.ts';
import { strBuildMethods } from './str-build.ts';
import { codecArguments } from './str-encode.ts';
import { strPadMethods } from './str-pad.ts';
import { strSearchMethods } from './str-search.ts';
import { strSplitMethods } from './str-split.ts';

type Arguments = readonly (Value | undefined)[];

const strMethods = new Map([
  ...strBuildMethods,
  ...strPadMethods,
  ...strSearchMethods,
  ...strSplitMethods,
]);

/** The methods of bytes. Most are those of str over the characters that stand for the bytes. */
export const bytesMethods: MethodTable<PyBytes> = new Map([
  ['capitalize', mapped((text) => upper(text.slice(0, 1)) + lower(text.slice(1)))],
  ['decode', method<PyBytes>('keywords', ['encoding', 'errors'], 0, decodeBytes)],
  ['fromhex', method<PyBytes>('one', ['text'], 1, (_, [text = null]) => fromHex(text))],
  ['hex', method<PyBytes>('keywords', ['sep', 'bytes_per_sep'], 0, hex)],
  ['isalnum', tested(/^[0-9A-Za-z]+$/)],
  ['isalpha', tested(/^[A-Za-z]+$/)],
  ['isascii', plainMethod<PyBytes>(({ latin }) => !/[\x80-\xff]/.test(latin))],
  ['isdigit', tested(/^[0-9]+$/)],
  ['islower', tested(/^[^A-Z]*[a-z][^A-Z]*$/)],
  ['isspace', tested(/^[ \t\n\r\v\f]+$/)],
  ['istitle', tested(/^[^A-Za-z]*[A-Z][a-z]*(?:[^A-Za-z]+[A-Z][a-z]*)*[^A-Za-z]*$/)],
  ['isupper', tested(/^[^a-z]*[A-Z][^a-z]*$/)],
  ['join', method<PyBytes>('one', ['iterable'], 1, (self, [items = null]) => join(self, items))],
  ['lower', mapped(lower)],
  ['maketrans', method<PyBytes>('positional', ['from', 'to'], 2, (_, given) => makeTable(given))],
  [
    'swapcase',
    mapped((text) => text.replace(/[A-Za-z]/g, (one) => (one > 'Z' ? upper(one) : lower(one)))),
  ],
  [
    'title',
    mapped((text) =>
      text.replace(/[A-Za-z]+/g, (word) => upper(word.slice(0, 1)) + lower(word.slice(1))),
    ),
  ],
  ['translate', method<PyBytes>('keywords', ['', 'delete'], 0, translate)],
  ['upper', mapped(upper)],
  ...['count', 'find', 'index', 'rfind', 'rindex'].map((name) => shared(name, toPart)),
  ...['startswith', 'endswith'].map((name) => shared(name, toAffix)),
  ...['center', 'ljust', 'rjust', 'expandtabs', 'zfill'].map((name) => shared(name, toFill)),
  ...['lstrip', 'rstrip', 'strip'].map((name) => shared(name, toSet)),
  ...['partition', 'removeprefix', 'removesuffix', 'replace', 'rpartition'].map((name) =>
    shared(name, toBytes),
  ),
  ...['rsplit', 'split'].map((name) => shared(name, toSeparator)),
  shared('splitlines', (value) => value),
]);

function upper(text: string): string {
  return text.replace(/[a-z]+/g, (word) => word.toUpperCase());
}

function lower(text: string): string {
  return text.replace(/[A-Z]+/g, (word) => word.toLowerCase());
}

function mapped(change: (latin: string) => string): Method<PyBytes> {
  return plainMethod(({ latin }) => new PyBytes(change(latin)));
}

function tested(pattern: RegExp): Method<PyBytes> {
  return plainMethod(({ latin }) => pattern.test(latin));
}

/** The method of str of that name; `convert` turns each argument that is not a number into text. */
function shared(
  name: string,
  convert: (value: Value, index: number, name: string) => Value,
): [string, Method<PyBytes>] {
  const known = strMethods.get(name);
  if (known === undefined) throw new Error(`str has no method ${name}`);
  const { signature, run } = known;
  return [
    name,
    {
      signature,
      run: ({ latin }, args, keywords) => {
        const texts = args.map((value, index) =>
          value === undefined ? value : convert(value, index, name),
        );
        const withDefaults =
          name.endsWith('strip') && (texts[0] ?? null) === null ? [spaces] : texts;
        return bytesResult(orNotFound(() => run(shielded(latin, name), withDefaults, keywords)));
      },
    },
  ];
}

function orNotFound(compute: () => Value): Value {
  try {
    return compute();
  } catch (error) {
    const isMissing = error instanceof PyError && error.message === 'substring not found';
    throw isMissing ? new PyError('ValueError', 'subsection not found') : error;
  }
}

const spaces = ' \t\n\r\v\f';

/** Characters that are white space or line ends in a str, but not in bytes, are moved out of the way. */
function shielded(latin: string, name: string): string {
  if (!name.includes('split')) return latin;
  const moved = name === 'splitlines' ? '\v\f\x1c\x1d\x1e\x85' : '\x1c\x1d\x1e\x1f\x85\xa0';
  return latin.replace(/[^ -~]/g, (one) =>
    moved.includes(one) ? String.fromCharCode(one.charCodeAt(0) + 0x100) : one,
  );
}

function bytesResult(value: Value): Value {
  if (typeof value === 'string') {
    return new PyBytes(
      value.replace(/[\u0100-\u01ff]/g, (one) => String.fromCharCode(one.charCodeAt(0) & 0xff)),
    );
  }
  if (Array.isArray(value)) return value.map(bytesResult);
  if (value instanceof PyTuple) return new PyTuple(value.items.map(bytesResult));
  return value;
}

function toBytes(value: Value): Value {
  return typeof value === 'number' ? value : bytesArgument(value).latin;
}

function toSeparator(value: Value, index: number): Value {
  return value === null || index > 0 ? value : toBytes(value);
}

function toSet(value: Value): Value {
  return value === null ? null : bytesArgument(value).latin;
}

function toFill(value: Value, index: number, name: string): Value {
  if (index === 0) return value;
  if (value instanceof PyBytes && value.latin.length === 1) return value.latin;
  const found = typeNameOf(value);
  const message = `${name}() argument 2 must be a byte string of length 1, not ${found}`;
  throw new PyError('TypeError', message);
}

function toPart(value: Value, index: number): Value {
  if (index > 0) return value;
  if (value instanceof PyBytes) return value.latin;
  const byte = byteOf(value);
  if (byte !== undefined) return byte;
  const found = typeNameOf(value);
  const message = `argument should be integer or bytes-like object, not '${found}'`;
  throw new PyError('TypeError', message);
}

function toAffix(value: Value, index: number, name: string): Value {
  if (index > 0) return value;
  if (value instanceof PyBytes) return value.latin;
  if (value instanceof PyTuple) {
    return new PyTuple(value.items.map((item) => bytesArgument(item).latin));
  }
  const found = typeNameOf(value);
  const message = `${name} first arg must be bytes or a tuple of bytes, not ${found}`;
  throw new PyError('TypeError', message);
}

function decodeBytes({ latin }: PyBytes, args: Arguments): string {
  const { encoding, errors } = codecArguments('decode', args);
  return decode(latin, encoding, errors);
}

function fromHex(value: Value): PyBytes {
  const text = textArgument(value, 'fromhex() argument ');
  let latin = '';
  for (let at = 0; at < text.length; ) {
    if (spaces.includes(text.charAt(at))) {
      at += 1;
      continue;
    }
    const wrong = [at, at + 1].find((position) => !/^[0-9a-fA-F]$/.test(text.charAt(position)));
    if (wrong !== undefined) {
      const message = `non-hexadecimal number found in fromhex() arg at position ${wrong}`;
      throw new PyError('ValueError', message);
    }
    latin += String.fromCharCode(Number.parseInt(text.slice(at, at + 2), 16));
    at += 2;
  }
  return new PyBytes(latin);
}

function hex({ latin }: PyBytes, [separator, group = 1]: Arguments): string {
  const digits = latin.split('').map((one) => one.charCodeAt(0).toString(16).padStart(2, '0'));
  if (separator === undefined) return digits.join('');
  const mark = separator instanceof PyBytes ? separator.latin : asText(separator);
  if (mark === undefined) throw new PyError('TypeError', 'sep must be str or bytes.');
  if (mark.length !== 1) throw new PyError('ValueError', 'sep must be length 1.');
  const size = smallArgument(group);
  if (size === 0) return digits.join('');
  return groups(digits, size).join(mark);
}

/** Groups counted from the right, or from the left where the size is negative. */
function groups(digits: readonly string[], size: number): string[] {
  const first = size > 0 ? digits.length % size : 0;
  const step = Math.abs(size);
  const parts = first > 0 ? [digits.slice(0, first).join('')] : [];
  for (let at = first; at < digits.length; at += step) {
    parts.push(digits.slice(at, at + step).join(''));
  }
  return parts;
}

function join({ latin }: PyBytes, items: Value): PyBytes {
  if (!isIterable(items)) throw new PyError('TypeError', 'can only join an iterable');
  const parts = toArray(items).map((item, position) => {
    if (item instanceof PyBytes) return item.latin;
    const found = typeNameOf(item);
    const message = `sequence item ${position}: expected a bytes-like object, ${found} found`;
    throw new PyError('TypeError', message);
  });
  return new PyBytes(parts.join(latin));
}

function makeTable(given: Arguments): PyBytes {
  const [from = '', to = ''] = given.map((value = null) => bytesArgument(value).latin);
  if (from.length !== to.length) {
    throw new PyError('ValueError', 'maketrans arguments must have same length');
  }
  const table = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));
  for (let index = 0; index < from.length; index += 1) {
    table[from.charCodeAt(index)] = to.charAt(index);
  }
  return new PyBytes(table.join(''));
}

function translate(self: PyBytes, [table, deleted]: Arguments): PyBytes {
  if (table === undefined) {
    const message = 'translate() takes at least 1 positional argument (0 given)';
    throw new PyError('TypeError', message);
  }
  const map = table === null ? undefined : bytesArgument(table).latin;
  if (map !== undefined && map.length !== 256) {
    throw new PyError('ValueError', 'translation table must be 256 characters long');
  }
  const left = deleted === undefined ? '' : bytesArgument(deleted).latin;
  const kept = [...self.latin].filter((byte) => !left.includes(byte));
  return new PyBytes(kept.map((byte) => map?.charAt(byte.charCodeAt(0)) ?? byte).join(''));
}
