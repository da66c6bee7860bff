/** Numbers from 0 to below 1 that a seed decides (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Some of the items by chance, in their own order; all where there are no more. */
export function choose<Item>(
  items: readonly Item[],
  count: number,
  random: () => number,
): readonly Item[] {
  const chosen: Item[] = [];
  for (const [index, item] of items.entries()) {
    const left = items.length - index;
    if (random() * left < count - chosen.length) chosen.push(item);
  }
  return chosen;
}
