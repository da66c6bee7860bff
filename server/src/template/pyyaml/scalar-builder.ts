import { OffsetMapBuilder } from '../../text/offset-map.ts';
import type { Span } from '../../text/span.ts';
import type { ScalarSource, ScalarStyle } from '../scalar-source.ts';

/** A line break as it counts in a scalar: its text and the offset behind it. */
export interface ScalarBreak {
  readonly text: string;
  readonly end: number;
}

/** Says what is wrong at a place; it may throw to stop the reading. */
export type Report = (message: string, span: Span) => void;

/** Collects a scalar's decoded text together with the map to where it comes from. */
export class ScalarBuilder {
  readonly #source: string;
  readonly #chunks: string[] = [];
  readonly #map = new OffsetMapBuilder();
  /** Text that stands for itself and is not in the chunks yet. */
  #pending: Span = { start: 0, end: 0 };

  constructor(source: string) {
    this.#source = source;
  }

  /** Text that stands for itself. */
  copy(start: number, end: number): void {
    if (start === end) return;
    const isNext = start === this.#pending.end;
    if (!isNext) this.#settle();
    this.#pending = { start: isNext ? this.#pending.start : start, end };
  }

  /** Text that another notation stands for. */
  replace(start: number, end: number, decoded: string): void {
    this.#settle();
    this.#chunks.push(decoded);
    this.#map.replace({ start, end }, decoded.length);
  }

  /** Line breaks that are kept, the first of which starts at `start`. */
  keepBreaks(start: number, breaks: readonly ScalarBreak[]): void {
    let from = start;
    for (const lineBreak of breaks) {
      this.replace(from, lineBreak.end, lineBreak.text);
      from = lineBreak.end;
    }
  }

  /**
   * A line break with the blanks around it, and the empty lines that follow it, as YAML folds them: one
   * `\n` becomes a blank, or nothing where empty lines follow.
   */
  foldBreak(run: Span, first: ScalarBreak, emptyLines: readonly ScalarBreak[]): void {
    const isKept = first.text !== '\n';
    if (isKept) this.replace(run.start, first.end, first.text);
    else if (emptyLines.length === 0) this.replace(run.start, run.end, ' ');
    this.keepBreaks(isKept ? first.end : run.start, emptyLines);
  }

  finish(style: ScalarStyle, span: Span, content: Span): ScalarSource {
    this.#settle();
    return { style, text: this.#chunks.join(''), span, map: this.#map.build(content) };
  }

  #settle(): void {
    const { start, end } = this.#pending;
    this.#chunks.push(this.#source.slice(start, end));
    this.#map.copy(start, end - start);
    this.#pending = { start: end, end };
  }
}
