import { codePoints } from './code-points.ts';
import { PyError } from './errors.ts';
import { chargeSize } from './limits.ts';
import { typeNameOf } from './types.ts';
import { PyObject, type Value } from './value.ts';

/** `iter(value)`; a list is read live, as in Python. */
export function iterate(value: Value): Iterator<Value> {
  if (Array.isArray(value)) return value[Symbol.iterator]();
  if (typeof value === 'string') return value[Symbol.iterator]();
  if (value instanceof PyObject) return value.iterate();
  throw notIterable(value);
}

/** `list(value)`: a new array. */
export function toArray(value: Value): Value[] {
  if (Array.isArray(value)) return value.slice();
  if (typeof value === 'string') return codePoints(value);
  const items: Value[] = [];
  const iterator = iterate(value);
  for (let step = iterator.next(); step.done !== true; step = iterator.next()) {
    chargeSize(items.push(step.value));
  }
  return items;
}

/** Whether `iter(value)` succeeds. */
export function isIterable(value: Value): boolean {
  if (value instanceof PyObject) return value.iterate !== PyObject.prototype.iterate;
  return typeof value === 'string' || Array.isArray(value);
}

function notIterable(value: Value): PyError {
  return new PyError('TypeError', `'${typeNameOf(value)}' object is not iterable`);
}
