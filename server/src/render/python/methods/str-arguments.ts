import { codePointCount, isUniform, unitIndex } from '../code-points.ts';
import { PyError } from '../errors.ts';
import { toIndex } from '../integers.ts';
import { asText } from '../str-subclass.ts';
import { typeNameOf } from '../types.ts';
import type { Value } from '../value.ts';

/** An argument that must be a str; `subject` opens the message, as in `replace() argument 1 must be str, not int`. */
export function textArgument(value: Value | undefined, subject = ''): string {
  const text = asText(value);
  if (text !== undefined) return text;
  // CPython's argument checker says `None`, its other checks name the type.
  const isNone = subject !== '' && (value ?? null) === null;
  const found = isNone ? 'None' : typeNameOf(value ?? null);
  throw new PyError('TypeError', `${subject}must be str, not ${found}`);
}

/** A part of a text, in UTF-16 units. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** The part between `start` and `stop` (each may be None); `undefined` when it ends before it starts. */
export function partOf(text: string, start: Value = null, stop: Value = null): Part | undefined {
  if (start === null && stop === null) return { from: 0, to: text.length };
  const length = codePointCount(text);
  const to = stop === null ? length : Math.min(fromEnd(stop, length), length);
  const from = start === null ? 0 : fromEnd(start, length);
  if (from > to) return undefined;
  return isUniform(text) ? { from, to } : { from: unitIndex(text, from), to: unitIndex(text, to) };
}

function fromEnd(bound: Value, length: number): number {
  const index = toIndex(bound);
  if (index === undefined) {
    throw new PyError(
      'TypeError',
      'slice indices must be integers or None or have an __index__ method',
    );
  }
  const number = Number(index);
  return number < 0 ? Math.max(0, number + length) : number;
}
