import { displayWidth, showControls } from './terminal-text.ts';

/** A part of a source line and the carets that go under it. */
export interface Excerpt {
  readonly line: string;
  readonly mark: string;
}

/** Cuts a long line to so many columns around the span from `start` to `end`, both UTF-16 offsets into it. */
export function excerptLine(source: string, start: number, end: number, columns: number): Excerpt {
  const width = Math.max(columns, 20);
  const from = windowStart(source, start, width);
  const to = from + width;
  const head = from > 0 ? '…' : '';
  const tail = to < source.length ? '…' : '';
  const before = head + show(source.slice(from, start));
  const marked = show(source.slice(start, Math.min(end, to)));
  const line = before + marked + show(source.slice(Math.max(start, Math.min(end, to)), to)) + tail;
  const mark = ' '.repeat(displayWidth(before)) + '^'.repeat(Math.max(displayWidth(marked), 1));
  return { line, mark };
}

/** The span begins in the first half, with what stands before it in view. */
function windowStart(source: string, start: number, width: number): number {
  if (source.length <= width) return 0;
  const from = Math.max(0, Math.min(start - Math.floor(width / 2), source.length - width));
  // Not between the halves of a surrogate pair.
  return /[\udc00-\udfff]/.test(source.charAt(from)) ? from + 1 : from;
}

function show(text: string): string {
  return showControls(text.replaceAll('\t', ' '));
}
