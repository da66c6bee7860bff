import { isSameOrEqual } from '../equality.ts';
import { PyError } from '../errors.ts';
import { type MethodTable, method } from '../method.ts';
import type { PyTuple } from '../tuple.ts';
import type { Value } from '../value.ts';
import { searchBounds } from './sequence-arguments.ts';

/** The methods of tuple. */
export const tupleMethods: MethodTable<PyTuple> = new Map([
  ['count', method<PyTuple>('one', ['value'], 1, (self, [value]) => countOf(self.items, value))],
  [
    'index',
    method<PyTuple>('positional', ['value', 'start', 'stop'], 1, (self, [value, start, stop]) => {
      const position = positionOf(self.items, value, start, stop);
      if (position >= 0) return position;
      throw new PyError('ValueError', 'tuple.index(x): x not in tuple');
    }),
  ],
]);

/** How many items are the value or equal to it. */
export function countOf(items: readonly Value[], value: Value = null): number {
  return items.reduce<number>((count, item) => count + (isSameOrEqual(item, value) ? 1 : 0), 0);
}

/** The first such item between the bounds, -1 for none. */
export function positionOf(
  items: readonly Value[],
  value: Value = null,
  start?: Value,
  stop?: Value,
): number {
  const [from, to] = searchBounds(items.length, start, stop);
  for (let i = from; i < to && i < items.length; i += 1) {
    if (isSameOrEqual(items[i] ?? null, value)) return i;
  }
  return -1;
}
