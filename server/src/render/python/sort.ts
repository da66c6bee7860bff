import { compareText } from './code-points.ts';
import { lessThan } from './order.ts';
import type { Value } from './value.ts';

/**
 * Sorts in place by ascending keys, stable, as `list.sort`. Python compares with `<` alone, in an order that
 * decides which pair a TypeError names; that order is kept for up to 63 items.
 */
function sortValues<Item>(items: Item[], keyOf: (item: Item) => Value): void {
  const decorated = items.map((item) => ({ item, key: keyOf(item) }));
  if (decorated.every(({ key }) => typeof key === 'string')) {
    decorated.sort((a, b) => compareText(String(a.key), String(b.key)));
  } else if (decorated.length < 64) {
    insertionSort(decorated);
  } else {
    decorated.sort((a, b) => (lessThan(a.key, b.key) ? -1 : Number(lessThan(b.key, a.key))));
  }
  decorated.forEach(({ item }, i) => {
    items[i] = item;
  });
}

/** As `sortValues`, or in descending order with equal items in the order that they had. */
export function sortInOrder<Item>(
  items: Item[],
  keyOf: (item: Item) => Value,
  isReversed: boolean,
): void {
  if (isReversed) items.reverse();
  sortValues(items, keyOf);
  if (isReversed) items.reverse();
}

interface Keyed {
  readonly key: Value;
}

/** CPython's binary insertion sort after the run that starts the list. */
function insertionSort(items: Keyed[]): void {
  for (let next = leadingRun(items); next < items.length; next += 1) {
    const pivot = items[next];
    if (pivot === undefined) return;
    let [low, high] = [0, next];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isLess(pivot, items[middle])) high = middle;
      else low = middle + 1;
    }
    items.copyWithin(low + 1, low, next);
    items[low] = pivot;
  }
}

/** The length of the ascending, or strictly descending and now reversed, run at the start. */
function leadingRun(items: Keyed[]): number {
  if (items.length < 2) return items.length;
  let end = 2;
  const isDescending = isLess(items[1], items[0]);
  while (end < items.length && isLess(items[end], items[end - 1]) === isDescending) end += 1;
  if (isDescending) items.splice(0, end, ...items.slice(0, end).reverse());
  return end;
}

function isLess(a: Keyed | undefined, b: Keyed | undefined): boolean {
  return a !== undefined && b !== undefined && lessThan(a.key, b.key);
}
