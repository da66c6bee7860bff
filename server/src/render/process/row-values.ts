import type { ExampleRow, ExampleValue } from '../../dataset/example.ts';
import { PyDict } from '../python/dict.ts';
import { PyFloat } from '../python/float.ts';
import { normalize } from '../python/integers.ts';
import type { Value } from '../python/value.ts';

/** A row as Python objects, new at every call: a template can change lists and dicts of its row. */
export function toRowValues(row: ExampleRow): Map<string, Value> {
  const values = new Map<string, Value>();
  for (const [name, value] of row) values.set(name, toValue(value));
  return values;
}

function toValue(value: ExampleValue): Value {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'bigint') return normalize(value);
  if (typeof value === 'number') return new PyFloat(value);
  if (isList(value)) return value.map(toValue);
  const dict = new PyDict();
  for (const [key, item] of value) dict.set(key, toValue(item));
  return dict;
}

function isList(value: ExampleValue): value is readonly ExampleValue[] {
  return Array.isArray(value);
}
