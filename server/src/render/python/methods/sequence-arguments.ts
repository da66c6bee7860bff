import { PyError } from '../errors.ts';
import { type Int, largestIndex, toIndex } from '../integers.ts';
import { typeNameOf } from '../types.ts';
import type { Value } from '../value.ts';

/** An argument that must be an int (`__index__`) of the size of a Python index. */
export function sizeArgument(value: Value): number {
  const index = intArgument(value);
  if (index <= largestIndex && index >= -largestIndex - 1n) return Number(index);
  throw new PyError('OverflowError', 'Python int too large to convert to C ssize_t');
}

/** An argument that must be an int of any size. */
export function intArgument(value: Value): Int {
  const index = toIndex(value);
  if (index !== undefined) return index;
  const found = typeNameOf(value);
  throw new PyError('TypeError', `'${found}' object cannot be interpreted as an integer`);
}

/** An argument that C reads as an `int`: it has 32 bits. */
export function smallArgument(value: Value): number {
  const index = intArgument(value);
  if (index >= -(2 ** 31) && index < 2 ** 31) return Number(index);
  throw new PyError('OverflowError', 'Python int too large to convert to C int');
}

/** The `start` and `stop` of a list's or tuple's `index`. */
export function searchBounds(length: number, start?: Value, stop?: Value): [number, number] {
  return [
    start === undefined ? 0 : fromEnd(boundArgument(start), length),
    stop === undefined ? length : fromEnd(boundArgument(stop), length),
  ];
}

function boundArgument(value: Value): number {
  const index = toIndex(value);
  if (index !== undefined) return Number(index);
  throw new PyError('TypeError', 'slice indices must be integers or have an __index__ method');
}

function fromEnd(bound: number, length: number): number {
  return bound < 0 ? Math.max(0, bound + length) : bound;
}
