import { PyDict } from '../dict.ts';
import { PyDictView } from '../dict-view.ts';
import { PyError } from '../errors.ts';
import { isIterable, iterate, toArray } from '../iterate.ts';
import { dictOf } from '../mapping-proxy.ts';
import { type MethodTable, method, plainMethod } from '../method.ts';
import { repr } from '../text.ts';
import { PyTuple } from '../tuple.ts';
import { type KeywordArguments, PyObject, type Value } from '../value.ts';

type Arguments = readonly (Value | undefined)[];

/** The methods of dict. */
export const dictMethods: MethodTable<PyDict> = new Map([
  ['clear', plainMethod<PyDict>(clear)],
  ['copy', plainMethod<PyDict>((self) => PyDict.from(self.entries()))],
  ['fromkeys', method<PyDict>('positional', ['iterable', 'value'], 1, (_, args) => fromKeys(args))],
  ['get', method<PyDict>('positional', ['key', 'default'], 1, get)],
  ['items', plainMethod<PyDict>((self) => new PyDictView(self, 'items'))],
  ['keys', plainMethod<PyDict>((self) => new PyDictView(self, 'keys'))],
  ['pop', method<PyDict>('positional', ['key', 'default'], 1, pop)],
  ['popitem', plainMethod<PyDict>(popItem)],
  ['setdefault', method<PyDict>('positional', ['key', 'default'], 1, setDefault)],
  ['update', method<PyDict>('any', [], 0, update)],
  ['values', plainMethod<PyDict>((self) => new PyDictView(self, 'values'))],
]);

function clear(self: PyDict): null {
  self.clear();
  return null;
}

function get(self: PyDict, [key = null, fallback = null]: Arguments): Value {
  const value = self.get(key);
  return value === undefined ? fallback : value;
}

function pop(self: PyDict, [key = null, fallback]: Arguments): Value {
  // Python does not even hash the key where there is nothing to find.
  const value = self.size === 0 ? undefined : self.get(key);
  if (value !== undefined) {
    self.delete(key);
    return value;
  }
  if (fallback !== undefined) return fallback;
  throw new PyError('KeyError', repr(key));
}

function popItem(self: PyDict): Value {
  const key = self.keys().at(-1);
  if (key === undefined) throw new PyError('KeyError', "'popitem(): dictionary is empty'");
  const item = new PyTuple([key, self.get(key) ?? null]);
  self.delete(key);
  return item;
}

function setDefault(self: PyDict, [key = null, fallback = null]: Arguments): Value {
  const value = self.get(key);
  if (value !== undefined) return value;
  self.set(key, fallback);
  return fallback;
}

function fromKeys([keys = null, value = null]: Arguments): PyDict {
  return PyDict.from(toArray(keys).map((key) => [key, value]));
}

function update(self: PyDict, args: Arguments, keywords: KeywordArguments): null {
  if (args.length > 1) {
    throw new PyError('TypeError', `update expected at most 1 argument, got ${args.length}`);
  }
  if (args[0] !== undefined) updateDict(self, args[0]);
  for (const [name, value] of keywords) self.set(name, value);
  return null;
}

/** `dict.update(source)`, and with an empty dict `dict(source)`. */
export function updateDict(dict: PyDict, source: Value): void {
  const mapping = dictOf(source);
  if (mapping !== undefined) {
    for (const [key, value] of mapping.entries()) dict.set(key, value);
    return;
  }
  // Python looks for `keys` first, which an undefined value refuses.
  if (source instanceof PyObject) source.getAttribute('keys');
  const pairs = iterate(source);
  let position = 0;
  for (let step = pairs.next(); step.done !== true; step = pairs.next()) {
    const [key, value] = toPair(step.value, position);
    dict.set(key, value);
    position += 1;
  }
}

function toPair(element: Value, position: number): [Value, Value] {
  if (!isIterable(element)) {
    throw new PyError(
      'TypeError',
      `cannot convert dictionary update sequence element #${position} to a sequence`,
    );
  }
  const items = toArray(element);
  const [key, value] = items;
  if (key !== undefined && value !== undefined && items.length === 2) return [key, value];
  throw new PyError(
    'ValueError',
    `dictionary update sequence element #${position} has length ${items.length}; 2 is required`,
  );
}
