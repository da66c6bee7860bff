import { codePoints } from './code-points.ts';
import { PyError } from './errors.ts';
import { chargeItems } from './limits.ts';
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
  if (value instanceof PyObject) chargeLength(value);
  const items: Value[] = [];
  const iterator = iterate(value);
  for (let step = iterator.next(); step.done !== true; step = iterator.next()) {
    chargeItems(items.push(step.value));
  }
  return items;
}

/** What knows its length is refused before the first item; iterators are counted on the way. */
function chargeLength(value: PyObject): void {
  if (value.length !== PyObject.prototype.length && isIterable(value)) chargeItems(value.length());
}

/** Whether `iter(value)` succeeds. */
export function isIterable(value: Value): boolean {
  if (value instanceof PyObject) return value.iterate !== PyObject.prototype.iterate;
  return typeof value === 'string' || Array.isArray(value);
}

function notIterable(value: Value): PyError {
  return new PyError('TypeError', `'${typeNameOf(value)}' object is not iterable`);
}
