import type { Value } from './value.ts';

/** `type(value).__name__`. */
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
