import type { Value } from './value.ts';

/** Whether equal values of its kind are one object in CPython 3.11: small ints, and texts of at most one Latin-1 character. */
export function isShared(value: Value): boolean {
  if (typeof value === 'number') return value >= -5 && value <= 256;
  if (typeof value === 'bigint') return false;
  if (typeof value === 'string') return value === '' || /^[\0-\xff]$/.test(value);
  return true;
}
