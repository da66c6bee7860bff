import { PyError } from './errors.ts';
import { PyFloat } from './float.ts';
import { maximumDepth } from './limits.ts';
import { asText } from './str-subclass.ts';
import { PyObject, type Value } from './value.ts';

/** `a == b`. */
export function equals(a: Value, b: Value): boolean {
  if (typeof a === typeof b && typeof a !== 'object') return a === b;
  return equalsWithin(a, b, 0);
}

/** `a is b or a == b`, as containers compare their items. */
export function isSameOrEqual(a: Value, b: Value): boolean {
  return a === b || equals(a, b);
}

/** As `equals`, inside so many containers. */
function equalsWithin(a: Value, b: Value, depth: number): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a === b;
  const [x, y] = [toComparableNumber(a), toComparableNumber(b)];
  if (x !== undefined && y !== undefined) return equalNumbers(x, y);
  if (Array.isArray(a)) {
    if (Array.isArray(b)) return equalItems(a, b, depth + 1);
  }
  return equalObjects(a, b);
}

/** Whether two sequences hold the same or equal items in the same order. */
export function equalItems(a: readonly Value[], b: readonly Value[], depth: number): boolean {
  if (a.length !== b.length) return false;
  if (depth > maximumDepth) throw tooDeep();
  for (let i = 0; i < a.length; i += 1) {
    const [x = null, y = null] = [a[i], b[i]];
    if (x !== y && !equalsWithin(x, y, depth)) return false;
  }
  return true;
}

/** An int, float or bool as a JavaScript number or bigint; the comparisons of these are exact. */
export function toComparableNumber(value: Value): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (value instanceof PyFloat) return value.value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return undefined;
}

function equalNumbers(x: number | bigint, y: number | bigint): boolean {
  if (typeof x === typeof y) return x === y;
  return x <= y && x >= y;
}

function equalObjects(a: Value, b: Value): boolean {
  const answer =
    (a instanceof PyObject ? a.equals(b) : undefined) ??
    (b instanceof PyObject ? b.equals(a) : undefined);
  if (answer !== undefined) return answer;
  const text = asText(a);
  return a === b || (text !== undefined && text === asText(b));
}

function tooDeep(): PyError {
  return new PyError('RecursionError', 'maximum recursion depth exceeded in comparison');
}
