import { isSameOrEqual } from '../../python/equality.ts';
import { PyError } from '../../python/errors.ts';
import { hashKey } from '../../python/hash.ts';
import { getItem } from '../../python/items.ts';
import { toArray } from '../../python/iterate.ts';
import { PyIterator } from '../../python/iterator.ts';
import { smallArgument } from '../../python/methods/sequence-arguments.ts';
import { order } from '../../python/order.ts';
import { sortInOrder } from '../../python/sort.ts';
import { asText } from '../../python/str-subclass.ts';
import { truth } from '../../python/truth.ts';
import type { HashKey, OrderOperator, Value } from '../../python/value.ts';
import { callMethod } from '../call.ts';
import { each } from '../each.ts';
import type { Filter } from '../environment.ts';
import { Undefined } from '../undefined.ts';
import { attributeGetter, attributesGetter, caseFolding, type Getter } from './attribute-path.ts';
import { contextParameter, pythonFilter } from './define.ts';
import { GroupTuple } from './group-tuple.ts';

export const sort = pythonFilter(
  {
    name: 'do_sort',
    implicit: contextParameter,
    required: ['value'],
    optional: ['reverse', 'case_sensitive', 'attribute'],
  },
  (
    _context,
    value,
    reverse: Value = false,
    caseSensitive: Value = false,
    attribute: Value = null,
  ) => {
    const toKey = attributesGetter(attribute, caseFolding(truth(caseSensitive)));
    return sorted(value, toKey, reverse);
  },
);

export const dictsort = pythonFilter(
  {
    name: 'do_dictsort',
    required: ['value'],
    optional: ['case_sensitive', 'by', 'reverse'],
  },
  (_context, value, caseSensitive: Value = false, by: Value = 'key', reverse: Value = false) => {
    const position = ['key', 'value'].indexOf(asText(by) ?? '');
    if (position < 0) {
      const message = 'You can only sort by either "key" or "value"';
      throw new PyError('FilterArgumentError', message);
    }
    const fold = caseFolding(truth(caseSensitive));
    const toKey: Getter = (item) => fold(getItem(item, position));
    return sorted(callMethod(value, 'items'), toKey, reverse);
  },
);

export const unique = pythonFilter(
  {
    name: 'sync_do_unique',
    implicit: contextParameter,
    required: ['value'],
    optional: ['case_sensitive', 'attribute'],
  },
  (_context, value, caseSensitive: Value = false, attribute: Value = null) =>
    PyIterator.ofGenerator(
      firstOfEach(value, foldedGetter(caseSensitive, attribute)),
      'sync_do_unique',
    ),
);

function* firstOfEach(value: Value, toKey: Getter): Generator<Value> {
  const seen = new Set<HashKey>();
  for (const item of each(value)) {
    const key = hashKey(toKey(item));
    if (seen.has(key)) continue;
    seen.add(key);
    yield item;
  }
}

export const min = extreme('do_min', '<');
export const max = extreme('do_max', '>');

function extreme(name: string, wins: OrderOperator): Filter {
  return pythonFilter(
    {
      name,
      implicit: contextParameter,
      required: ['value'],
      optional: ['case_sensitive', 'attribute'],
    },
    (_context, value, caseSensitive: Value = false, attribute: Value = null) => {
      const toKey = foldedGetter(caseSensitive, attribute);
      let best: { item: Value; key: Value } | undefined;
      for (const item of each(value)) {
        const key = toKey(item);
        if (best === undefined || order(wins, key, best.key)) best = { item, key };
      }
      return best === undefined ? Undefined.because(nothingToCompare) : best.item;
    },
  );
}

const nothingToCompare = 'No aggregated item, sequence was empty.';

export const groupby = pythonFilter(
  {
    name: 'sync_do_groupby',
    implicit: contextParameter,
    required: ['value', 'attribute'],
    optional: ['default', 'case_sensitive'],
  },
  (_context, value, attribute, fallback: Value = null, caseSensitive: Value = false) => {
    const toGrouper = attributeGetter(attribute, fallback);
    const fold = caseFolding(truth(caseSensitive));
    const toKey: Getter = (item) => fold(toGrouper(item));
    const groups = adjacentGroups(sorted(value, toKey, false), toKey);
    // The grouper is the first item's own value, in its case.
    return groups.map(([first, ...rest]) => new GroupTuple(toGrouper(first), [first, ...rest]));
  },
);

/** Runs of items with equal keys, each with one item at least. */
function adjacentGroups(items: readonly Value[], toKey: Getter): [Value, ...Value[]][] {
  const groups: [Value, ...Value[]][] = [];
  let groupKey: Value | undefined;
  for (const item of items) {
    const key = toKey(item);
    const group = groups.at(-1);
    if (group !== undefined && groupKey !== undefined && isSameOrEqual(groupKey, key)) {
      group.push(item);
      continue;
    }
    groups.push([item]);
    groupKey = key;
  }
  return groups;
}

function foldedGetter(caseSensitive: Value, attribute: Value): Getter {
  const fold = caseFolding(truth(caseSensitive));
  const getter = attributeGetter(attribute);
  return (item) => fold(getter(item));
}

/** Python's `sorted(value, key=…, reverse=…)`; the flag must be an int or bool. */
function sorted(value: Value, toKey: (item: Value) => Value, reverse: Value): Value[] {
  const items = toArray(value);
  sortInOrder(items, toKey, smallArgument(reverse) !== 0);
  return items;
}
