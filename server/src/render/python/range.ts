import { PyError } from './errors.ts';
import { floorQuotient, type Int, intText, normalize, remainder, toIndex } from './integers.ts';
import { resolveSlice } from './sequence.ts';
import { typeNameOf } from './types.ts';
import { type HashKey, PyObject, type Value } from './value.ts';

/** A Python range; nothing is allocated for its items. */
export class PyRange extends PyObject {
  readonly typeName = 'range';
  readonly start: Int;
  readonly stop: Int;
  readonly step: Int;
  /** The number of items, which may exceed what `len` can say. */
  readonly count: Int;

  /** The step is not zero: `range()` itself is checked where it is called. */
  constructor(start: Int, stop: Int, step: Int = 1) {
    super();
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.count = countOf(start, stop, step);
  }

  /** The item at a position from 0 to `count - 1`. */
  itemAt(position: Int): Int {
    const item = Number(this.start) + Number(position) * Number(this.step);
    if (Number.isSafeInteger(item)) return item + 0;
    return normalize(BigInt(this.start) + BigInt(position) * BigInt(this.step));
  }

  /** The position of an int, `undefined` if the range skips it. */
  positionOf(item: Int): Int | undefined {
    const distance = normalize(BigInt(item) - BigInt(this.start));
    if (remainder(distance, this.step) !== 0) return undefined;
    const position = floorQuotient(distance, this.step);
    return position >= 0 && position < this.count ? position : undefined;
  }

  repr(): string {
    const bounds = `${intText(this.start)}, ${intText(this.stop)}`;
    return this.step === 1 ? `range(${bounds})` : `range(${bounds}, ${intText(this.step)})`;
  }

  override truth(): boolean {
    return this.count !== 0;
  }

  override length(): number {
    if (typeof this.count === 'number') return this.count;
    throw new PyError('OverflowError', 'Python int too large to convert to C ssize_t');
  }

  override iterate(): Iterator<Value> {
    let position = 0;
    return {
      next: () => {
        if (position >= this.count) return { done: true, value: undefined };
        position += 1;
        return { done: false, value: this.itemAt(position - 1) };
      },
    };
  }

  override getItem(key: Value): Value {
    const index = toIndex(key);
    if (index === undefined) {
      const found = typeNameOf(key);
      throw new PyError('TypeError', `range indices must be integers or slices, not ${found}`);
    }
    const position = index < 0 ? normalize(BigInt(index) + BigInt(this.count)) : index;
    if (position >= 0 && position < this.count) return this.itemAt(position);
    throw new PyError('IndexError', 'range object index out of range');
  }

  override getSlice(start: Value, stop: Value, step: Value): Value {
    const slice = resolveSlice(this.length(), start, stop, step);
    const by = normalize(BigInt(this.step) * BigInt(toIndex(step) ?? 1));
    return new PyRange(this.itemAt(slice.start), this.itemAt(slice.stop), by);
  }

  override contains(item: Value): boolean {
    const index = toWhole(item);
    return index !== undefined && this.positionOf(index) !== undefined;
  }

  override equals(other: Value): boolean | undefined {
    if (!(other instanceof PyRange)) return undefined;
    if (this.count !== other.count) return false;
    if (this.count === 0) return true;
    if (this.start !== other.start) return false;
    return this.count === 1 || this.step === other.step;
  }

  override hashKey(): HashKey {
    const start = this.count === 0 ? null : this.start;
    const step = this.count === 0 || this.count === 1 ? null : this.step;
    return `\0r${this.count}:${start}:${step}`;
  }
}

/** The int that an int, bool or float equals. */
function toWhole(value: Value): Int | undefined {
  const index = toIndex(value);
  if (index !== undefined || !(value instanceof PyObject) || value.typeName !== 'float')
    return index;
  const key = value.hashKey();
  return typeof key === 'number' && Number.isInteger(key) ? key : undefined;
}

function countOf(start: Int, stop: Int, step: Int): Int {
  const distance = BigInt(stop) - BigInt(start);
  const by = BigInt(step);
  if (by > 0n ? distance <= 0n : distance >= 0n) return 0;
  const size = distance < 0n ? -distance : distance;
  const stride = by < 0n ? -by : by;
  return normalize((size + stride - 1n) / stride);
}
