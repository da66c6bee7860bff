import { codePointCount, codePoints, isUniform, unitIndex } from './code-points.ts';
import { PyDict } from './dict.ts';
import { PyError } from './errors.ts';
import { itemAt, resolveIndex, resolveSlice, sliceArray } from './sequence.ts';
import { typeNameOf } from './types.ts';
import { PyObject, type Value } from './value.ts';

/** `value[key]`; raises IndexError, KeyError or TypeError as Python does. */
export function getItem(value: Value, key: Value): Value {
  if (Array.isArray(value)) return itemAt(value, key, 'list');
  if (value instanceof PyObject) return value.getItem(key);
  if (typeof value === 'string') return characterAt(value, key);
  throw notSubscriptable(value);
}

/** `value[key]`, or `undefined` where it raises AttributeError, TypeError or LookupError: Jinja2's lookup. */
export function findItem(value: Value, key: Value): Value | undefined {
  if (value instanceof PyDict && typeof key === 'string') return value.get(key);
  if (Array.isArray(value) && typeof key === 'number')
    return value[key < 0 ? key + value.length : key];
  if (typeof key === 'string' && (value === null || typeof value !== 'object')) return undefined;
  try {
    return getItem(value, key);
  } catch (error) {
    if (error instanceof PyError && lookupFailures.has(error.type)) return undefined;
    throw error;
  }
}

const lookupFailures = new Set([
  'AttributeError',
  'TypeError',
  'LookupError',
  'KeyError',
  'IndexError',
]);

/** `value[start:stop:step]`, each bound an int or None. */
export function getSlice(value: Value, start: Value, stop: Value, step: Value): Value {
  if (typeof value === 'string') return sliceText(value, start, stop, step);
  if (Array.isArray(value)) return sliceArray(value, start, stop, step);
  if (value instanceof PyObject) return value.getSlice(start, stop, step);
  throw notSubscriptable(value);
}

/** `text[key]` in code points. */
export function characterAt(text: string, key: Value): string {
  const length = isUniform(text) ? text.length : codePointCount(text);
  const position = resolveIndex(key, length, 'string');
  if (position < 0) throw new PyError('IndexError', 'string index out of range');
  if (length === text.length) return text.charAt(position);
  return String.fromCodePoint(text.codePointAt(unitIndex(text, position)) ?? 0);
}

/** `text[start:stop:step]` in code points. */
export function sliceText(text: string, start: Value, stop: Value, step: Value): string {
  if (step !== null && step !== 1) return sliceArray(codePoints(text), start, stop, step).join('');
  const range = resolveSlice(codePointCount(text), start, stop, step);
  const from = unitIndex(text, range.start);
  return text.slice(from, unitIndex(text, range.start + range.count));
}

function notSubscriptable(value: Value): PyError {
  return new PyError('TypeError', `'${typeNameOf(value)}' object is not subscriptable`);
}
