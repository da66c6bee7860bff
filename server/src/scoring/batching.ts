/** Groups rows of different length for one run of the model each. */

/** Indices into `lengths`, of like lengths together, with at most `maxTokens` per group after padding. */
export function groupByLength(lengths: readonly number[], maxTokens: number): number[][] {
  const order = lengths.map((_, index) => index);
  order.sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0));
  const groups: number[][] = [];
  let current: number[] = [];
  for (const index of order) {
    // Sorted, so that the newest row is the longest and sets the padded length.
    if (current.length > 0 && (current.length + 1) * (lengths[index] ?? 0) > maxTokens) {
      groups.push(current);
      current = [];
    }
    current.push(index);
  }
  return current.length > 0 ? [...groups, current] : groups;
}
