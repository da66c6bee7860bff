import type { Span } from '../text/span.ts';

/**
 * A template's text as Jinja2 lexes it: every line end is `\n`, and one at the end is dropped
 * (`keep_trailing_newline` is off). Spans lead back to the text as it was given.
 */
export interface SourceText {
  readonly text: string;
  spanOf(start: number, end: number): Span;
}

export function normalizeLineEnds(source: string): SourceText {
  if (!source.includes('\r')) {
    const text = source.endsWith('\n') ? source.slice(0, -1) : source;
    return { text, spanOf: (start, end) => ({ start, end }) };
  }
  const normalized = source.replace(/\r\n?/g, '\n');
  const text = normalized.endsWith('\n') ? normalized.slice(0, -1) : normalized;
  const shortened = offsetsOfShortenedLineEnds(source);
  const original = (offset: number): number => offset + countBelow(shortened, offset);
  return { text, spanOf: (start, end) => ({ start: original(start), end: original(end) }) };
}

/** Offsets in the normalized text just behind each `\n` that stands for `\r\n`. */
function offsetsOfShortenedLineEnds(source: string): number[] {
  const offsets: number[] = [];
  for (const match of source.matchAll(/\r\n/g)) {
    offsets.push(match.index + 1 - offsets.length);
  }
  return offsets;
}

/** How many of the ascending offsets are at most `limit`. */
function countBelow(offsets: readonly number[], limit: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
