import { codePointCount } from './code-points.ts';
import { PyError } from './errors.ts';
import { typeNameOf } from './types.ts';
import { PyObject, type Value } from './value.ts';

/** `len(value)`. */
export function length(value: Value): number {
  if (typeof value === 'string') return codePointCount(value);
  if (Array.isArray(value)) return value.length;
  if (value instanceof PyObject) return value.length();
  throw new PyError('TypeError', `object of type '${typeNameOf(value)}' has no len()`);
}
