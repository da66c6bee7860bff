import { PyError } from '../../python/errors.ts';
import { getItem } from '../../python/items.ts';
import { length } from '../../python/length.ts';
import type { Value } from '../../python/value.ts';
import type { RandomSource } from '../random-source.ts';

/** Python 3.11's `random.choice(sequence)`. */
export function randomItem(random: RandomSource, sequence: Value): Value {
  const size = length(sequence);
  if (size === 0) throw new PyError('IndexError', 'Cannot choose from an empty sequence');
  return getItem(sequence, random.choose(size));
}
