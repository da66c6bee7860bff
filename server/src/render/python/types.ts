import type { PyError } from './errors.ts';
import { missingAttribute, PyObject, type Value } from './value.ts';

/** What messages call the type of a value: the name of its class, with the module where that is not a builtin one. */
export function typeNameOf(value: Value): string {
  switch (typeof value) {
    case 'string':
      return 'str';
    case 'number':
    case 'bigint':
      return 'int';
    case 'boolean':
      return 'bool';
    default:
      if (value === null) return 'NoneType';
      return Array.isArray(value) ? 'list' : value.typeName;
  }
}

/** `type(value).__name__`. */
export function classNameOf(value: Value): string {
  const name = typeNameOf(value);
  return name.slice(name.lastIndexOf('.') + 1);
}

/** The AttributeError of `value.name`. */
export function missingAttributeOf(value: Value, name: string): PyError {
  if (value instanceof PyObject) return value.missingAttribute(name);
  return missingAttribute(typeNameOf(value), name);
}
