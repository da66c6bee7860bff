import { changeBetween } from './changed-span.ts';
import type { Span } from './span.ts';

/** A place as the Language Server Protocol counts: zero-based, `character` in UTF-16 units. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/** Turns offsets of one text into lines and columns and back; lines end at `\n`, `\r\n` or `\r`. */
export class LineIndex {
  readonly #text: string;
  readonly #lineStarts: readonly number[];

  /** The lines of an earlier version of the text make that fast, and no difference. */
  constructor(text: string, earlier?: LineIndex) {
    this.#text = text;
    const changed = earlier === undefined ? undefined : earlier.#lineStartsAfter(text);
    this.#lineStarts = changed ?? findLineStarts(text);
  }

  get lineCount(): number {
    return this.#lineStarts.length;
  }

  /** An offset beyond the text counts as its end. */
  positionAt(offset: number): LinePosition {
    const clamped = Math.min(Math.max(offset, 0), this.#text.length);
    let low = 0;
    let high = this.#lineStarts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#lineStart(middle) <= clamped) low = middle;
      else high = middle;
    }
    return { line: low, character: clamped - this.#lineStart(low) };
  }

  /** A character beyond its line counts as the line's end, a line beyond the text as the text's end. */
  offsetAt(position: LinePosition): number {
    if (position.line < 0) return 0;
    if (position.line >= this.lineCount) return this.#text.length;
    const start = this.#lineStart(position.line);
    return Math.min(start + Math.max(position.character, 0), this.lineEnd(position.line));
  }

  /** The offset behind the line's last character, before its line break. */
  lineEnd(line: number): number {
    const next = this.#lineStarts[line + 1];
    if (next === undefined) return this.#text.length;
    return this.#text.startsWith('\r\n', next - 2) ? next - 2 : next - 1;
  }

  /** Where lines start once this text has become another one; `undefined` where a line may end in two characters. */
  #lineStartsAfter(text: string): readonly number[] | undefined {
    if (this.#text.includes('\r') || text.includes('\r')) return undefined;
    const { before, after } = changeBetween(this.#text, text);
    const starts = this.#lineStarts.slice(0, this.positionAt(before.start).line + 1);
    addLineStarts(starts, text, after);
    const distance = after.end - before.end;
    for (let line = this.positionAt(before.end).line + 1; line < this.lineCount; line += 1) {
      starts.push(this.#lineStart(line) + distance);
    }
    return starts;
  }

  #lineStart(line: number): number {
    return this.#lineStarts[line] ?? this.#text.length;
  }
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  if (text.includes('\r')) {
    for (const { 0: written, index } of text.matchAll(/\r\n|\r|\n/g)) {
      starts.push(index + written.length);
    }
    return starts;
  }
  addLineStarts(starts, text, { start: 0, end: text.length });
  return starts;
}

/** Of the lines behind the line feeds in a part of the text. */
function addLineStarts(starts: number[], text: string, { start, end }: Span): void {
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1))
    starts.push(at + 1);
}
