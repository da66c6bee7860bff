import { PyError } from './errors.ts';
import { type Int, largestIndex, toIndex } from './integers.ts';
import { chargeItems } from './limits.ts';
import { typeNameOf } from './types.ts';
import type { Value } from './value.ts';

/** `items[key]` of a list or tuple. */
export function itemAt(items: readonly Value[], key: Value, typeName: string): Value {
  const index = resolveIndex(key, items.length, typeName);
  const item = items[index];
  if (item === undefined) throw new PyError('IndexError', `${typeName} index out of range`);
  return item;
}

/** The position that an index means in a sequence of that length, -1 for none. */
export function resolveIndex(key: Value, length: number, typeName: string): number {
  const index = typeof key === 'number' ? key : toSafeIndex(key, typeName);
  const position = index < 0 ? index + length : index;
  return position < length ? position : -1;
}

function toSafeIndex(key: Value, typeName: string): number {
  const index = toIndex(key);
  if (typeof index === 'number') return index;
  if (index === undefined) throw badIndex(key, typeName);
  if (index <= largestIndex && index >= -largestIndex - 1n) return Number(index);
  throw new PyError('IndexError', "cannot fit 'int' into an index-sized integer");
}

function badIndex(key: Value, typeName: string): PyError {
  const found = typeNameOf(key);
  return typeName === 'string'
    ? new PyError('TypeError', `string indices must be integers, not '${found}'`)
    : new PyError('TypeError', `${typeName} indices must be integers or slices, not ${found}`);
}

/** Which positions a slice takes: `count` of them from `start`, `step` apart. */
interface SliceRange {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  readonly count: number;
}

/** Python's `slice(start, stop, step).indices(length)`. */
export function resolveSlice(length: number, start: Value, stop: Value, step: Value): SliceRange {
  const by = step === null ? 1 : toBound(step);
  if (by === 0) throw new PyError('ValueError', 'slice step cannot be zero');
  const [lowest, highest] = by < 0 ? [-1, length - 1] : [0, length];
  const from = start === null ? (by < 0 ? highest : lowest) : clamp(start, length, lowest, highest);
  const to = stop === null ? (by < 0 ? lowest : highest) : clamp(stop, length, lowest, highest);
  return { start: from, stop: to, step: by, count: Math.max(0, Math.ceil((to - from) / by)) };
}

function clamp(bound: Value, length: number, lowest: number, highest: number): number {
  const index = toBound(bound);
  return Math.min(Math.max(index < 0 ? index + length : index, lowest), highest);
}

/** An int as a number; beyond every length its exact size no longer matters. */
function toBound(bound: Value): number {
  const index = toIndex(bound);
  if (index !== undefined) return Number(index);
  throw new PyError(
    'TypeError',
    'slice indices must be integers or None or have an __index__ method',
  );
}

/** `items[start:stop:step]`, a new array. */
export function sliceArray<Item extends Value>(
  items: readonly Item[],
  start: Value,
  stop: Value,
  step: Value,
): Item[] {
  const range = resolveSlice(items.length, start, stop, step);
  if (range.step === 1) return items.slice(range.start, range.start + range.count);
  const taken: Item[] = [];
  for (let i = 0; i < range.count; i += 1) {
    const item = items[range.start + i * range.step];
    if (item !== undefined) taken.push(item);
  }
  return taken;
}

/** `items * count` for sequences: charged before it is built. */
export function repeatArray(items: readonly Value[], count: Int): Value[] {
  const times = Math.max(0, Number(count));
  chargeItems(items.length * times);
  const repeated: Value[] = [];
  for (let i = 0; i < times && items.length > 0; i += 1) {
    for (const item of items) repeated.push(item);
  }
  return repeated;
}
