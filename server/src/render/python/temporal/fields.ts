/** Arguments that the methods of date, time and datetime share. */
import { PyError } from '../errors.ts';
import { smallArgument } from '../methods/sequence-arguments.ts';
import { textArgument } from '../methods/str-arguments.ts';
import { typeNameOf } from '../types.ts';
import type { Value } from '../value.ts';

export type Given = readonly (Value | undefined)[];

/** The int of a field of `replace`, or what it is now. */
export function fieldArgument(value: Value | undefined, current: number): number {
  return value === undefined ? current : smallArgument(value);
}

/** `timespec` of `isoformat`. */
export function timespecArgument(value: Value | undefined, position: number): string {
  return value === undefined ? 'auto' : textArgument(value, `isoformat() argument ${position} `);
}

export function formatArgument(value: Value | undefined): string {
  return textArgument(value, 'strftime() argument 1 ');
}

/** The text of `fromisoformat`. */
export function isoArgument(value: Value = null): string {
  if (typeof value === 'string') return value;
  throw new PyError('TypeError', 'fromisoformat: argument must be str');
}

/** `fold`, which is 0 or 1. */
export function foldArgument(value: Value | undefined, current: number): number {
  const fold = fieldArgument(value, current);
  if (fold === 0 || fold === 1) return fold;
  throw new PyError('ValueError', 'fold must be either 0 or 1');
}

/** An argument of a class that the value must have. */
export function wrongClass(
  position: number,
  name: string,
  expected: string,
  value: Value,
): PyError {
  const message = `${name}() argument ${position} must be ${expected}, not ${typeNameOf(value)}`;
  return new PyError('TypeError', message);
}
