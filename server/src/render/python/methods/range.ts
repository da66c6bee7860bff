import { equals } from '../equality.ts';
import { PyError } from '../errors.ts';
import { toIndex } from '../integers.ts';
import { type MethodTable, method } from '../method.ts';
import type { PyRange } from '../range.ts';
import { repr } from '../text.ts';
import type { Value } from '../value.ts';

/** The methods of range. */
export const rangeMethods: MethodTable<PyRange> = new Map([
  [
    'count',
    method<PyRange>('one', ['value'], 1, (self, [value = null]) => (self.contains(value) ? 1 : 0)),
  ],
  ['index', method<PyRange>('one', ['value'], 1, (self, [value = null]) => indexIn(self, value))],
]);

/** `start`, `stop` and `step`. */
export function rangeData(range: PyRange, name: string): Value | undefined {
  if (name === 'start') return range.start;
  if (name === 'stop') return range.stop;
  return name === 'step' ? range.step : undefined;
}

function indexIn(range: PyRange, value: Value): Value {
  const index = toIndex(value);
  if (index === undefined) return searchIn(range, value);
  const position = range.positionOf(index);
  if (position !== undefined) return position;
  throw new PyError('ValueError', `${repr(value)} is not in range`);
}

function searchIn(range: PyRange, value: Value): Value {
  for (let i = 0; i < range.count; i += 1) {
    if (equals(range.itemAt(i), value)) return i;
  }
  throw new PyError('ValueError', 'sequence.index(x): x not in sequence');
}
