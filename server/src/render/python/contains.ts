import { equals, isSameOrEqual } from './equality.ts';
import { PyError } from './errors.ts';
import { asText, PyStrSubclass } from './str-subclass.ts';
import { typeNameOf } from './types.ts';
import { PyObject, type Value } from './value.ts';

/** `item in container`. */
export function contains(container: Value, item: Value): boolean {
  if (typeof container === 'string') return containsText(container, item);
  if (Array.isArray(container)) return container.some((each) => isSameOrEqual(each, item));
  if (!(container instanceof PyObject)) throw notIterable(container);
  if (container.contains !== undefined) return container.contains(item);
  if (container instanceof PyStrSubclass) return containsText(container.text, item);
  const iterator = searchable(container);
  for (let step = iterator.next(); step.done !== true; step = iterator.next()) {
    if (step.value === item || equals(step.value, item)) return true;
  }
  return false;
}

function containsText(text: string, item: Value): boolean {
  const part = asText(item);
  if (part !== undefined) return text.includes(part);
  throw new PyError(
    'TypeError',
    `'in <string>' requires string as left operand, not ${typeNameOf(item)}`,
  );
}

function searchable(container: PyObject): Iterator<Value> {
  if (container.iterate === PyObject.prototype.iterate) throw notIterable(container);
  return container.iterate();
}

function notIterable(value: Value): PyError {
  return new PyError('TypeError', `argument of type '${typeNameOf(value)}' is not iterable`);
}
