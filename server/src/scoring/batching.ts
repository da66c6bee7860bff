/** Groups rows of different length for one run of the model each. */

export interface GroupLimits {
  readonly maxRows: number;
  /** Tokens after padding; a row longer than that is a group of its own. */
  readonly maxTokens: number;
}

/** Indices into `lengths`, of like lengths together. */
export function groupByLength(lengths: readonly number[], limits: GroupLimits): number[][] {
  const order = lengths.map((_, index) => index);
  order.sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0));
  const groups: number[][] = [];
  let current: number[] = [];
  for (const index of order) {
    const rows = current.length + 1;
    // Sorted, so that the newest row is the longest and sets the padded length.
    const isFull = rows > limits.maxRows || rows * (lengths[index] ?? 0) > limits.maxTokens;
    if (isFull && current.length > 0) {
      groups.push(current);
      current = [];
    }
    current.push(index);
  }
  return current.length > 0 ? [...groups, current] : groups;
}
