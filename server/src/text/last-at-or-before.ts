/** The index of the last item, of those in ascending order, that starts at or before the offset; -1 for none. */
export function lastAtOrBefore<T>(
  items: readonly T[],
  offset: number,
  startOf: (item: T, index: number) => number,
): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && startOf(item, middle) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
