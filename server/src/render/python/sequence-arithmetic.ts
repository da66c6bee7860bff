import { codePointCount } from './code-points.ts';
import { PyError } from './errors.ts';
import { largestIndex, toIndex } from './integers.ts';
import { chargeItems, chargeSize } from './limits.ts';
import { repeatArray } from './sequence.ts';
import { asText } from './str-subclass.ts';
import { PyTuple } from './tuple.ts';
import { typeNameOf } from './types.ts';
import type { BinaryOperator, Value } from './value.ts';

/** `+` and `*` of str, list and tuple; `undefined` where neither operand is a sequence. */
export function sequenceBinary(operator: BinaryOperator, a: Value, b: Value): Value | undefined {
  if (operator === '+') return isSequence(a) ? concatenate(a, b) : undefined;
  if (operator !== '*') return undefined;
  if (isSequence(a)) return repeat(a, b);
  return isSequence(b) ? repeat(b, a) : undefined;
}

function isSequence(value: Value): boolean {
  return Array.isArray(value) || value instanceof PyTuple || asText(value) !== undefined;
}

function concatenate(a: Value, b: Value): Value {
  if (Array.isArray(a) && Array.isArray(b)) {
    chargeItems(a.length + b.length);
    return [...a, ...b];
  }
  if (a instanceof PyTuple && b instanceof PyTuple) {
    chargeItems(a.items.length + b.items.length);
    return new PyTuple([...a.items, ...b.items]);
  }
  const [s, t] = [asText(a), asText(b)];
  if (s === undefined || t === undefined) throw cannotConcatenate(a, b);
  chargeSize(s.length + t.length);
  return s + t;
}

/** The builtin type that a value's class derives from. */
function kindOf(value: Value): string {
  if (asText(value) !== undefined) return 'str';
  return value instanceof PyTuple ? 'tuple' : typeNameOf(value);
}

function cannotConcatenate(a: Value, b: Value): PyError {
  const kind = kindOf(a);
  return new PyError(
    'TypeError',
    `can only concatenate ${kind} (not "${typeNameOf(b)}") to ${kind}`,
  );
}

function repeat(sequence: Value, count: Value): Value {
  const times = sequenceCount(count);
  if (Array.isArray(sequence)) return repeatArray(sequence, times);
  if (sequence instanceof PyTuple) return new PyTuple(repeatArray(sequence.items, times));
  return repeatText(asText(sequence) ?? '', times);
}

/** How often a sequence is repeated: an int of the size of an index, not below 0. */
export function sequenceCount(count: Value): number {
  const times = toIndex(count);
  if (times === undefined) {
    throw new PyError(
      'TypeError',
      `can't multiply sequence by non-int of type '${typeNameOf(count)}'`,
    );
  }
  if (times > largestIndex || times < -largestIndex - 1n) {
    throw new PyError('OverflowError', "cannot fit 'int' into an index-sized integer");
  }
  return Math.max(0, Number(times));
}

/** `text * count`. */
function repeatText(text: string, times: number): string {
  if (text === '' || times === 0) return '';
  const length = codePointCount(text);
  if (BigInt(length) > largestIndex / BigInt(times)) {
    throw new PyError('OverflowError', 'repeated string is too long');
  }
  chargeSize(length * times);
  return text.repeat(times);
}
