import type { Span } from './span.ts';

/** What differs between two versions of a text: the range of each that takes the place of the other's. */
export interface Change {
  readonly before: Span;
  readonly after: Span;
}

export function changeBetween(before: string, after: string): Change {
  const shortest = Math.min(before.length, after.length);
  const start = countWhile(
    shortest,
    (from, to) => before.slice(from, to) === after.slice(from, to),
  );
  const same = countWhile(shortest - start, (from, to) => {
    const [one, other] = [before, after].map((text) => text.length - to);
    return before.slice(one, before.length - from) === after.slice(other, after.length - from);
  });
  return {
    before: { start, end: before.length - same },
    after: { start, end: after.length - same },
  };
}

/** How many units agree, up to `most`; whole blocks are compared, which is many times faster than unit by unit. */
function countWhile(most: number, isSame: (from: number, to: number) => boolean): number {
  let count = 0;
  for (let block = 4096; block >= 1; block = Math.floor(block / 8)) {
    while (count + block <= most && isSame(count, count + block)) count += block;
  }
  return count;
}
