import type { Span } from '../../text/span.ts';
import type { ScalarSource } from '../scalar-source.ts';
import {
  code,
  describe,
  END,
  endsToken,
  isBlank,
  isBreak,
  isBreakOrEnd,
  isDigit,
  SPACE,
} from './characters.ts';
import type { Cursor } from './cursor.ts';
import { type Report, type ScalarBreak, ScalarBuilder } from './scalar-builder.ts';

/** Reads a literal or folded block scalar from its `|` or `>` on, inside a collection at column `parentIndent`. */
export function readBlockScalar(
  cursor: Cursor,
  parentIndent: number,
  report: Report,
): ScalarSource {
  const start = cursor.offset;
  const isFolded = cursor.peek() === code('>');
  cursor.advance();
  const header = readHeader(cursor, start, report);
  const minimum = Math.max(parentIndent + 1, 1);
  const contentStart = cursor.offset;
  const lead =
    header.increment === undefined
      ? readLeadingBreaks(cursor)
      : readBreaks(cursor, minimum + header.increment - 1);
  const indent =
    header.increment === undefined
      ? Math.max(minimum, lead.indent)
      : minimum + header.increment - 1;
  const builder = new ScalarBuilder(cursor.text);
  const end = readLines(cursor, builder, {
    indent,
    isFolded,
    chomping: header.chomping,
    lead,
    contentStart,
  });
  const content = { start: contentStart, end: Math.max(end, contentStart) };
  return builder.finish(isFolded ? 'folded' : 'literal', { start, end: content.end }, content);
}

type Chomping = 'strip' | 'clip' | 'keep';

interface Header {
  readonly chomping: Chomping;
  readonly increment?: number;
}

/** Empty lines before a line of text. */
interface EmptyLines {
  readonly breaks: readonly ScalarBreak[];
  /** The widest indentation among them, as far as it says how far the text is indented. */
  readonly indent: number;
  /** Behind the last line break. */
  readonly end: number;
}

interface BlockStyle {
  readonly indent: number;
  readonly isFolded: boolean;
  readonly chomping: Chomping;
  readonly lead: EmptyLines;
  readonly contentStart: number;
}

/** Reads all lines; gives the offset where the scalar ends. */
function readLines(cursor: Cursor, builder: ScalarBuilder, style: BlockStyle): number {
  let gap = style.lead;
  let gapStart = style.contentStart;
  let ending: { readonly lineBreak: ScalarBreak; readonly start: number } | undefined;
  let isText = isAtText(cursor, style.indent);
  while (isText) {
    builder.keepBreaks(gapStart, gap.breaks);
    const startsBlank = isBlank(cursor.peek());
    const start = cursor.offset;
    cursor.skipWhile((unit) => !isBreak(unit));
    builder.copy(start, cursor.offset);
    const lineEnd = cursor.offset;
    const lineBreak = { text: cursor.takeBreak(), end: cursor.offset };
    ending = { lineBreak, start: lineEnd };
    gap = readBreaks(cursor, style.indent);
    gapStart = lineBreak.end;
    isText = isAtText(cursor, style.indent);
    if (!isText) break;
    const joins =
      style.isFolded && lineBreak.text === '\n' && !startsBlank && !isBlank(cursor.peek());
    if (!joins) builder.replace(lineEnd, lineBreak.end, lineBreak.text);
    else if (gap.breaks.length === 0) builder.replace(lineEnd, lineBreak.end, ' ');
    else gapStart = lineEnd;
  }
  if (ending !== undefined && ending.lineBreak.text !== '' && style.chomping !== 'strip') {
    builder.replace(ending.start, ending.lineBreak.end, ending.lineBreak.text);
  }
  if (style.chomping === 'keep') builder.keepBreaks(gapStart, gap.breaks);
  return cursor.peek() === END ? cursor.offset : gap.end;
}

function isAtText(cursor: Cursor, indent: number): boolean {
  return cursor.column === indent && cursor.peek() !== END;
}

/** Empty lines at the scalar's start, which also tell its indentation. */
function readLeadingBreaks(cursor: Cursor): EmptyLines {
  const breaks: ScalarBreak[] = [];
  let indent = 0;
  let end = cursor.offset;
  while (cursor.peek() === SPACE || isBreak(cursor.peek())) {
    if (cursor.peek() === SPACE) {
      cursor.advance();
      indent = Math.max(indent, cursor.column);
    } else {
      breaks.push({ text: cursor.takeBreak(), end: cursor.offset });
      end = cursor.offset;
    }
  }
  return { breaks, indent, end };
}

/** Empty lines, and the indentation of the line behind them. */
function readBreaks(cursor: Cursor, indent: number): EmptyLines {
  const breaks: ScalarBreak[] = [];
  let end = cursor.offset;
  skipIndentation(cursor, indent);
  while (isBreak(cursor.peek())) {
    breaks.push({ text: cursor.takeBreak(), end: cursor.offset });
    end = cursor.offset;
    skipIndentation(cursor, indent);
  }
  return { breaks, indent, end };
}

function skipIndentation(cursor: Cursor, indent: number): void {
  while (cursor.column < indent && cursor.peek() === SPACE) cursor.advance();
}

/** The indicators and the rest of their line, with its break. */
function readHeader(cursor: Cursor, start: number, report: Report): Header {
  let chomping = readChomping(cursor);
  const increment = readIncrement(cursor, report);
  chomping ??= increment === undefined ? undefined : readChomping(cursor);
  const span: Span = { start, end: cursor.offset + 1 };
  if (!endsToken(cursor.peek())) {
    report(
      `Expected the line to end after the block header, but found ${describe(cursor.peek())}. A header is \`|\` or \`>\` with at most one digit from 1 to 9 and one of \`+\`, \`-\`.`,
      span,
    );
  }
  cursor.skipWhile((unit) => unit === SPACE);
  if (cursor.peek() === code('#')) cursor.skipWhile((unit) => !isBreak(unit));
  if (!isBreakOrEnd(cursor.peek())) {
    report(
      `Expected a comment or the end of the line after the block header, but found ${describe(cursor.peek())}. Put the text on the next line.`,
      { start: cursor.offset, end: cursor.offset + 1 },
    );
    cursor.skipWhile((unit) => !isBreak(unit));
  }
  cursor.takeBreak();
  return { chomping: chomping ?? 'clip', ...(increment === undefined ? {} : { increment }) };
}

function readChomping(cursor: Cursor): Chomping | undefined {
  const unit = cursor.peek();
  if (unit !== code('+') && unit !== code('-')) return undefined;
  cursor.advance();
  return unit === code('+') ? 'keep' : 'strip';
}

function readIncrement(cursor: Cursor, report: Report): number | undefined {
  if (!isDigit(cursor.peek())) return undefined;
  const increment = cursor.peek() - code('0');
  if (increment === 0) {
    report('Expected an indentation from 1 to 9 in the block header, but found `0`.', {
      start: cursor.offset,
      end: cursor.offset + 1,
    });
  }
  cursor.advance();
  return Math.max(increment, 1);
}
