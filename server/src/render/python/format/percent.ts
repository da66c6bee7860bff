/** printf-style formatting: `format % values`. */

import { codePointCount } from '../code-points.ts';
import { PyDict } from '../dict.ts';
import { PyError } from '../errors.ts';
import { type Int, largestIndex, toIndex } from '../integers.ts';
import { getItem } from '../items.ts';
import { chargeSize } from '../limits.ts';
import { asText } from '../str-subclass.ts';
import { PyTuple } from '../tuple.ts';
import { PyObject, type Value } from '../value.ts';
import { convert } from './percent-conversion.ts';
import { type Conversion, type Directive, readDirective } from './percent-directive.ts';

/** `format % values`; a tuple gives several values, a mapping named ones. */
export function formatPercent(format: string, values: Value): string {
  const source = new ValueSource(values);
  let text = '';
  let at = 0;
  for (let mark = format.indexOf('%'); mark >= 0; mark = format.indexOf('%', at)) {
    text += format.slice(at, mark);
    if (format.charAt(mark + 1) === '%') {
      text += '%';
      at = mark + 2;
      continue;
    }
    const directive = readDirective(format, mark + 1);
    text += formatOne(format, directive, source);
    chargeSize(text.length);
    at = directive.end;
  }
  source.refuseRest();
  return text + format.slice(at);
}

function formatOne(format: string, directive: Directive, source: ValueSource): string {
  if (directive.key !== undefined) source.select(directive.key);
  const conversion = resolveStars(directive, source);
  if (directive.isIncomplete) throw new PyError('ValueError', 'incomplete format');
  const value = source.next();
  const text = convert(conversion, value);
  if (text !== undefined) return text;
  const character = conversion.code;
  const codePoint = character.codePointAt(0) ?? 0;
  const shown = codePoint >= 31 && codePoint < 127 ? character : '?';
  const index = codePointCount(format.slice(0, directive.end)) - 1;
  throw new PyError(
    'ValueError',
    `unsupported format character '${shown}' (0x${codePoint.toString(16)}) at index ${index}`,
  );
}

/** A `*` takes its number from the values; a negative width aligns left. */
function resolveStars(directive: Directive, source: ValueSource): Conversion {
  const given = directive.width === '*' ? sizeOf(source.next()) : directive.width;
  const precision = directive.precision === '*' ? precisionOf(source.next()) : directive.precision;
  const isNegative = given !== undefined && given < 0;
  return {
    ...directive,
    isLeft: directive.isLeft || isNegative,
    width: Math.abs(given ?? 0),
    precision,
  };
}

function sizeOf(value: Value): number {
  const size = starValue(value);
  if (size <= largestIndex && size >= -largestIndex - 1n) return Number(size);
  throw new PyError('OverflowError', 'Python int too large to convert to C ssize_t');
}

function precisionOf(value: Value): number {
  const size = starValue(value);
  if (size <= 0x7fffffff && size >= -0x80000000) return Math.max(0, Number(size));
  throw new PyError('OverflowError', 'Python int too large to convert to C int');
}

function starValue(value: Value): Int {
  const index = toIndex(value);
  if (index !== undefined) return index;
  throw new PyError('TypeError', '* wants int');
}

/** Hands out the values in turn, or the one that a key selects. */
class ValueSource {
  private readonly values: Value;
  private pending: readonly Value[];
  private taken = 0;

  constructor(values: Value) {
    this.values = values;
    this.pending = values instanceof PyTuple ? values.items : [values];
  }

  select(key: string): void {
    if (!isMapping(this.values)) throw new PyError('TypeError', 'format requires a mapping');
    this.pending = [getItem(this.values, key)];
    this.taken = 0;
  }

  next(): Value {
    const value = this.pending[this.taken];
    this.taken += 1;
    if (value !== undefined) return value;
    throw new PyError('TypeError', 'not enough arguments for format string');
  }

  refuseRest(): void {
    if (this.taken >= this.pending.length || isMapping(this.values)) return;
    throw new PyError('TypeError', 'not all arguments converted during string formatting');
  }
}

/** CPython's `PyMapping_Check` without tuples and strs: whatever has `__getitem__`, lists included. */
export function isMapping(value: Value): boolean {
  if (Array.isArray(value) || value instanceof PyDict) return true;
  if (!(value instanceof PyObject) || value instanceof PyTuple) return false;
  return asText(value) === undefined && value.getItem !== PyObject.prototype.getItem;
}
