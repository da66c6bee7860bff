import type { RandomSource } from '../jinja/random-source.ts';

/** Draws that repeat for the same seed; an unsigned 32-bit integer, of which others are taken modulo 2^32. */
export function seeded(seed: number): RandomSource {
  const next = mulberry32(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  return { choose: below, below };
}

/**
 * Picks item `row mod length` wherever Python would call `random.choice`, so that a rendering can be compared with a
 * recorded one. Other draws come from the row as a seed.
 */
export function byRow(row: number): RandomSource {
  return { choose: (length) => row % length, below: seeded(row).below };
}

/** Tommy Ettinger's generator: numbers from 0 up to 1, evenly spread. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
