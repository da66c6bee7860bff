/** The names inside the braces of `str.format`: `first.attribute[item]`. */
import { PyError } from '../errors.ts';
import { largestIndex } from '../integers.ts';
import { decimalValue } from '../unicode.ts';
import { tooManyDigits } from './format-spec.ts';

interface FieldName {
  /** What comes before the first `.` or `[`: a name, an index or nothing. */
  readonly first: string;
  readonly index: number | undefined;
  /** What comes after it. */
  readonly rest: string;
}

type FieldStep =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'item'; readonly key: string | number };

/** Splits a field's name where its first part ends. */
export function parseFieldName(text: string): FieldName {
  const end = endOfName(text, 0);
  const first = text.slice(0, end);
  return { first, index: toIndexNumber(first), rest: text.slice(end) };
}

/** The accesses after the first name, read one by one, since an earlier one may fail before a later is wrong. */
export function* fieldSteps(rest: string): Generator<FieldStep> {
  let at = 0;
  while (at < rest.length) {
    const mark = rest.charAt(at);
    if (mark === '.') {
      const end = endOfName(rest, at + 1);
      yield { kind: 'attribute', name: nonEmpty(rest.slice(at + 1, end)) };
      at = end;
    } else if (mark === '[') {
      const end = rest.indexOf(']', at);
      if (end < 0) throw new PyError('ValueError', "Missing ']' in format string");
      const name = rest.slice(at + 1, end);
      const key = toIndexNumber(name) ?? name;
      nonEmpty(name);
      yield { kind: 'item', key };
      at = end + 1;
    } else {
      throw new PyError('ValueError', "Only '.' or '[' may follow ']' in format field specifier");
    }
  }
}

function endOfName(text: string, start: number): number {
  let end = start;
  while (end < text.length && text.charAt(end) !== '.' && text.charAt(end) !== '[') end += 1;
  return end;
}

function nonEmpty(name: string): string {
  if (name !== '') return name;
  throw new PyError('ValueError', 'Empty attribute in format string');
}

/** The number that decimal digits of any script spell. */
function toIndexNumber(text: string): number | undefined {
  if (text === '') return undefined;
  let value = 0n;
  for (const character of text) {
    const digit = decimalValue(character.codePointAt(0) ?? 0);
    if (digit < 0) return undefined;
    value = value * 10n + BigInt(digit);
    if (value > largestIndex) throw tooManyDigits();
  }
  return Number(value);
}
