import { PyError } from './errors.ts';

/** The most code units of a str that one operation may produce. */
const maximumLength = 64 * 1024 * 1024;

/** The most items of a list; each takes eight bytes or more. */
const maximumItems = 8 * 1024 * 1024;

/** The most bits of an int: far beyond what a template prints, and fast to compute. */
const maximumBits = 8 * 1024 * 1024;

/** How deep containers may nest where Python recurses through them; CPython's limit is 1,000 frames. */
export const maximumDepth = 900;

/** Refuses a str of so many characters before it is allocated. */
export function chargeSize(length: number): void {
  if (length <= maximumLength) return;
  throw new PyError('MemoryError', `a text of ${length} characters is too large`);
}

/** Refuses a list of so many items before it is allocated. */
export function chargeItems(count: number): void {
  if (count <= maximumItems) return;
  throw new PyError('MemoryError', `a list of ${count} items is too large`);
}

/** Refuses an int of so many bits before it is computed. */
export function chargeBits(bits: number): void {
  if (bits <= maximumBits) return;
  throw new PyError('MemoryError', `an int of ${bits} bits is too large`);
}
