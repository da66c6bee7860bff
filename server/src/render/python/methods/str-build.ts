/** The methods of str that put a new one together. */
import { codePointCount, codePoints } from '../code-points.ts';
import { PyDict } from '../dict.ts';
import { PyError } from '../errors.ts';
import { getItem } from '../items.ts';
import { isIterable, toArray } from '../iterate.ts';
import { chargeSize } from '../limits.ts';
import { type MethodTable, method } from '../method.ts';
import { asText } from '../str-subclass.ts';
import { typeNameOf } from '../types.ts';
import { PyObject, type Value } from '../value.ts';
import { sizeArgument } from './sequence-arguments.ts';
import { textArgument } from './str-arguments.ts';

type Arguments = readonly (Value | undefined)[];

export const strBuildMethods: MethodTable<string> = new Map([
  ['join', method<string>('one', ['iterable'], 1, (self, [items = null]) => join(self, items))],
  ['maketrans', method<string>('positional', ['x', 'y', 'z'], 1, (_, args) => makeTable(args))],
  ['replace', method<string>('positional', ['old', 'new', 'count'], 2, replace)],
  [
    'translate',
    method<string>('one', ['table'], 1, (self, [table = null]) => translate(self, table)),
  ],
]);

function join(self: string, items: Value): string {
  if (!isIterable(items)) throw new PyError('TypeError', 'can only join an iterable');
  const parts = toArray(items).map(joinPart);
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  chargeSize(size + self.length * Math.max(0, parts.length - 1));
  return parts.join(self);
}

function joinPart(item: Value, position: number): string {
  const text = asText(item);
  if (text !== undefined) return text;
  throw new PyError(
    'TypeError',
    `sequence item ${position}: expected str instance, ${typeNameOf(item)} found`,
  );
}

function replace(self: string, [from, to, maximum = -1]: Arguments): string {
  const old = textArgument(from, 'replace() argument 1 ');
  const fresh = textArgument(to, 'replace() argument 2 ');
  const given = sizeArgument(maximum);
  return replaceText(self, old, fresh, given < 0 ? Infinity : given);
}

/** `text.replace(old, fresh, limit)`; the empty str occurs around every character. */
function replaceText(text: string, old: string, fresh: string, limit = Infinity): string {
  if (limit === 0) return text;
  const parts = old === '' ? ['', ...codePoints(text), ''] : text.split(old);
  const count = Math.min(parts.length - 1, limit);
  if (count === 0) return text;
  chargeSize(text.length + count * (fresh.length - old.length));
  if (count === parts.length - 1) return parts.join(fresh);
  return parts.slice(0, count).concat(parts.slice(count).join(old)).join(fresh);
}

/** Each character's code point is looked up; what is not found stays. */
function translate(self: string, table: Value): string {
  let text = '';
  for (const character of self) {
    text += translated(character, findItem(table, character.codePointAt(0) ?? 0));
    chargeSize(text.length);
  }
  return text;
}

function findItem(table: Value, codePoint: number): Value | undefined {
  if (table instanceof PyDict) return table.get(codePoint);
  try {
    return getItem(table, codePoint);
  } catch (error) {
    if (error instanceof PyError && (error.type === 'IndexError' || error.type === 'KeyError')) {
      return undefined;
    }
    throw error;
  }
}

function translated(character: string, mapped: Value | undefined): string {
  if (mapped === undefined) return character;
  if (mapped === null) return '';
  const text = asText(mapped);
  if (text !== undefined) return text;
  if (typeof mapped === 'object') {
    throw new PyError('TypeError', 'character mapping must return integer, None or str');
  }
  const codePoint = Number(mapped);
  if (codePoint >= 0 && codePoint < 0x110000) return String.fromCodePoint(codePoint);
  throw new PyError('ValueError', 'character mapping must be in range(0x110000)');
}

function makeTable([x = null, y, z]: Arguments): PyDict {
  if (y === undefined) return copyTable(x);
  const targetText = textArgument(y, 'maketrans() argument 2 ');
  const dropped = z === undefined ? '' : textArgument(z, 'maketrans() argument 3 ');
  const from = asText(x);
  if (from === undefined) {
    throw new PyError(
      'TypeError',
      'first maketrans argument must be a string if there is a second argument',
    );
  }
  const [sources, targets] = [codePoints(from), codePoints(targetText)];
  if (sources.length !== targets.length) {
    throw new PyError('ValueError', 'the first two maketrans arguments must have equal length');
  }
  const table = new PyDict();
  sources.forEach((source, i) => {
    table.set(source.codePointAt(0) ?? 0, targets[i]?.codePointAt(0) ?? 0);
  });
  for (const character of dropped) table.set(character.codePointAt(0) ?? 0, null);
  return table;
}

function copyTable(source: Value): PyDict {
  if (!(source instanceof PyDict)) {
    throw new PyError('TypeError', 'if you give only one argument to maketrans it must be a dict');
  }
  const table = new PyDict();
  for (const [key, value] of source.entries()) table.set(tableKey(key), value);
  return table;
}

function tableKey(key: Value): Value {
  const text = asText(key);
  if (text === undefined) {
    if (typeof key !== 'object' || (key instanceof PyObject && key.typeName === 'int')) return key;
    throw new PyError('TypeError', 'keys in translate table must be strings or integers');
  }
  if (codePointCount(text) === 1) return text.codePointAt(0) ?? 0;
  throw new PyError('ValueError', 'string keys in translate table must be of length 1');
}
