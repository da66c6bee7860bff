import { each } from '../jinja/each.ts';
import { pythonFilter } from '../jinja/filters/define.ts';
import { randomItem } from '../jinja/filters/random-item.ts';
import { add } from '../python/arithmetic.ts';
import { PyDict } from '../python/dict.ts';
import { equals } from '../python/equality.ts';
import { PyError } from '../python/errors.ts';
import { sortInOrder } from '../python/sort.ts';
import { truth } from '../python/truth.ts';
import type { Value } from '../python/value.ts';

/** A random item; unlike Jinja2's `random`, an empty sequence is an error. */
export const choice = pythonFilter(
  { name: 'choice', required: ['choices'] },
  ({ environment }, choices) => randomItem(environment.random, choices),
);

/** The items that occur most often, in order of first occurrence; None for nothing. */
export const mostFrequent = pythonFilter(
  { name: 'most_frequent', required: ['items'] },
  (_context, items) => {
    if (!truth(items)) return null;
    const counted = [...countItems(items).entries()];
    sortInOrder(counted, ([, count]) => count, true);
    const [first] = counted;
    if (first === undefined) throw new PyError('IndexError', 'list index out of range');
    return counted.filter(([, count]) => equals(count, first[1])).map(([item]) => item);
  },
);

/** Python's `Counter(items)`, which takes a dict for counts already made. */
function countItems(items: Value): PyDict {
  if (items instanceof PyDict) return items;
  const counts = new PyDict();
  for (const item of each(items)) counts.set(item, add(counts.get(item) ?? 0, 1));
  return counts;
}

/** Marks a text that came from the row. */
export const highlight = pythonFilter(
  { name: 'highlight', required: ['input'] },
  (_context, input) => add(add("<span style='color: #F08080'>", input), '</span>'),
);
