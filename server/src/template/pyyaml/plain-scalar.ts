import { copiedFrom } from '../../text/offset-map.ts';
import type { ScalarSource } from '../scalar-source.ts';
import { code, END, endsIndicator, isBreak, SPACE } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { type ScalarBreak, ScalarBuilder } from './scalar-builder.ts';

export interface PlainScalar {
  readonly source: ScalarSource;
  /** Whether a line break was passed behind the text, so that a key may follow. */
  readonly passedBreak: boolean;
}

/** Reads an unquoted scalar, whose further lines start at column `indent` or more. */
export function readPlainScalar(cursor: Cursor, indent: number, inFlow: boolean): PlainScalar {
  const start = cursor.offset;
  let end = start;
  let gap: Gap | undefined;
  // Most are one run of text.
  let builder: ScalarBuilder | undefined;
  while (cursor.peek() !== code('#')) {
    const from = cursor.offset;
    skipPlainText(cursor, inFlow);
    if (cursor.offset === from) break;
    if (gap !== undefined) {
      builder ??= startedWith(cursor.text, start, end);
      addGap(builder, gap);
      builder.copy(from, cursor.offset);
    }
    end = cursor.offset;
    gap = readGap(cursor);
    if (gap.isEnd || (!inFlow && cursor.column < indent)) break;
  }
  const span = { start, end };
  const text = cursor.text.slice(start, end);
  const source = builder?.finish('plain', span, span);
  return {
    source: source ?? { style: 'plain', text, span, map: copiedFrom(span) },
    passedBreak: gap?.first !== undefined,
  };
}

function startedWith(text: string, start: number, end: number): ScalarBuilder {
  const builder = new ScalarBuilder(text);
  builder.copy(start, end);
  return builder;
}

/** Blanks and line breaks between two runs of a plain scalar. */
interface Gap {
  readonly start: number;
  readonly end: number;
  readonly first?: ScalarBreak;
  readonly emptyLines: readonly ScalarBreak[];
  /** Whether the scalar cannot go on behind it. */
  readonly isEnd: boolean;
}

function skipPlainText(cursor: Cursor, inFlow: boolean): void {
  cursor.skipWords();
  let unit = cursor.peek();
  while (!endsIndicator(unit)) {
    if (unit === code(':') && endsKey(cursor.peek(1), inFlow)) return;
    if (inFlow && ',?[]{}'.includes(String.fromCharCode(unit))) return;
    cursor.advance();
    unit = cursor.peek();
  }
}

function endsKey(unit: number, inFlow: boolean): boolean {
  return endsIndicator(unit) || (inFlow && ',[]{}'.includes(String.fromCharCode(unit)));
}

/** PyYAML counts blanks alone as room between words; a tab ends the scalar. */
function readGap(cursor: Cursor): Gap {
  const start = cursor.offset;
  cursor.skipWhile((unit) => unit === SPACE);
  if (!isBreak(cursor.peek())) {
    const { offset: end } = cursor;
    return { start, end, emptyLines: [], isEnd: end === start || cursor.peek() === END };
  }
  const first = { text: cursor.takeBreak(), end: cursor.offset };
  const emptyLines: ScalarBreak[] = [];
  let isEnd = cursor.isAtDocumentMark();
  while (!isEnd && (cursor.peek() === SPACE || isBreak(cursor.peek()))) {
    if (cursor.peek() === SPACE) {
      cursor.advance();
    } else {
      emptyLines.push({ text: cursor.takeBreak(), end: cursor.offset });
      isEnd = cursor.isAtDocumentMark();
    }
  }
  return { start, end: cursor.offset, first, emptyLines, isEnd };
}

function addGap(builder: ScalarBuilder, gap: Gap): void {
  if (gap.first === undefined) builder.copy(gap.start, gap.end);
  else builder.foldBreak(gap, gap.first, gap.emptyLines);
}
