import { PyDict } from './dict.ts';
import { PyFloat } from './float.ts';
import { normalize } from './integers.ts';
import type { Value } from './value.ts';

/** A value of a row: a bigint is an int, a number a float, a map a dict. */
export type Example =
  | null
  | boolean
  | bigint
  | number
  | string
  | readonly Example[]
  | ReadonlyMap<string, Example>;

/** The Python value of a row's value; lists and dicts are new ones, which a template may change. */
export function fromExample(example: Example): Value {
  if (typeof example === 'bigint') return normalize(example);
  if (typeof example === 'number') return new PyFloat(example);
  if (typeof example !== 'object' || example === null) return example;
  if (isList(example)) return example.map(fromExample);
  const dict = new PyDict();
  for (const [key, value] of example) dict.set(key, fromExample(value));
  return dict;
}

/** `Array.isArray` does not narrow readonly arrays. */
function isList(
  example: readonly Example[] | ReadonlyMap<string, Example>,
): example is readonly Example[] {
  return Array.isArray(example);
}
