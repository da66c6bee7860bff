import { PyError } from './errors.ts';

/** The most code units of a str, or items of a list, that one operation may produce. */
const maximumSize = 64 * 1024 * 1024;

/** The most bits of an int: far beyond what a template prints, and fast to compute. */
const maximumBits = 8 * 1024 * 1024;

/** How deep containers may nest where Python recurses through them; CPython's limit is 1,000 frames. */
export const maximumDepth = 900;

/** Refuses a result of so many characters or items before it is allocated. */
export function chargeSize(size: number): void {
  if (size <= maximumSize) return;
  throw new PyError('MemoryError', `a result of ${size} characters or items is too large`);
}

/** Refuses an int of so many bits before it is computed. */
export function chargeBits(bits: number): void {
  if (bits <= maximumBits) return;
  throw new PyError('MemoryError', `an int of ${bits} bits is too large`);
}
