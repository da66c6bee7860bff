import { PyError } from './errors.ts';
import { type HashKey, PyObject, type Value } from './value.ts';

/**
 * The key under which dicts and sets file a value: equal values share it (`1`, `1.0` and `True` do), and no
 * two others do. Raises `unhashable type` for lists and dicts.
 */
export function hashKey(value: Value): HashKey {
  switch (typeof value) {
    case 'string':
      return hashText(value);
    case 'number':
    case 'bigint':
      return value;
    case 'boolean':
      return value ? 1 : 0;
    default:
      if (value instanceof PyObject) return value.hashKey();
      if (value === null) return null;
      throw new PyError('TypeError', "unhashable type: 'list'");
  }
}

/** A str is its own key; a leading NUL is reserved for the keys of tuples. */
export function hashText(text: string): string {
  return text.charCodeAt(0) === 0 ? `\0s${text}` : text;
}

/** The key of a tuple: its items' keys, each with its type and length, behind a NUL. */
export function hashItems(items: readonly Value[]): string {
  let key = '\0(';
  for (const item of items) {
    const part = encodeKey(hashKey(item));
    key += `${part.length}:${part}`;
  }
  return key;
}

function encodeKey(key: HashKey): string {
  if (key === null) return 'none';
  if (typeof key === 'string') return `s${key}`;
  if (typeof key === 'object') return `o${identityOf(key)}`;
  return `n${key === 0 ? 0 : key}`;
}

/** Numbers the objects that are filed by identity: what `id()` is to Python's default hash. */
const identities = new WeakMap<object, number>();
let lastIdentity = 0;

function identityOf(object: object): number {
  const known = identities.get(object);
  if (known !== undefined) return known;
  lastIdentity += 1;
  identities.set(object, lastIdentity);
  return lastIdentity;
}
