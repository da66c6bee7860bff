/** Draws from 0 to below the limit, the same for the same seed (mulberry32). */
export type Draw = (below: number) => number;

export function createDraw(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** The bytes with one to four places changed, as damage or malice would. */
export function mutate(bytes: Uint8Array, draw: Draw): Uint8Array {
  let mutant = Uint8Array.from(bytes);
  for (let changes = 1 + draw(4); changes > 0; changes -= 1) {
    const change = mutations[draw(mutations.length)];
    if (change !== undefined && mutant.length > 0) mutant = change(mutant, draw);
  }
  return mutant;
}

type Mutation = (bytes: Uint8Array, draw: Draw) => Uint8Array<ArrayBuffer>;

const mutations: readonly Mutation[] = [
  function flipBit(bytes, draw) {
    const mutant = Uint8Array.from(bytes);
    const at = draw(bytes.length);
    mutant[at] = (mutant[at] ?? 0) ^ (1 << draw(8));
    return mutant;
  },
  function setByte(bytes, draw) {
    const mutant = Uint8Array.from(bytes);
    mutant[draw(bytes.length)] = [0, 0xff, 0x7f, 0x80, draw(256)][draw(5)] ?? 0;
    return mutant;
  },
  function setLargeNumber(bytes, draw) {
    const mutant = Uint8Array.from(bytes);
    const at = draw(bytes.length);
    mutant.fill(draw(2) === 0 ? 0xff : 0x7f, at, at + 4);
    return mutant;
  },
  function truncate(bytes, draw) {
    return Uint8Array.from(bytes.subarray(0, draw(bytes.length)));
  },
  function remove(bytes, draw) {
    const start = draw(bytes.length);
    const end = Math.min(bytes.length, start + 1 + draw(16));
    return Uint8Array.from([...bytes.subarray(0, start), ...bytes.subarray(end)]);
  },
  function repeat(bytes, draw) {
    const start = draw(bytes.length);
    const end = Math.min(bytes.length, start + 1 + draw(64));
    return Uint8Array.from([...bytes.subarray(0, end), ...bytes.subarray(start)]);
  },
];
