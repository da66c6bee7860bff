import type { ScalarSource } from '../scalar-source.ts';
import { code, END, isBlank, isBreak, isBreakOrEnd } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { readEscape } from './escape.ts';
import { type Report, type ScalarBreak, ScalarBuilder } from './scalar-builder.ts';

/** Reads a scalar in single or double quotes, from its opening quote to behind its closing one. */
export function readQuotedScalar(cursor: Cursor, report: Report): ScalarSource {
  const builder = new ScalarBuilder(cursor.text);
  const start = cursor.offset;
  const quote = cursor.peek();
  cursor.advance();
  for (;;) {
    readText(cursor, builder, quote, report);
    if (cursor.peek() === quote || cursor.peek() === END) break;
    readGap(cursor, builder, report);
  }
  const content = { start: start + 1, end: cursor.offset };
  if (cursor.peek() === END) reportUnclosed(cursor, start, report);
  else cursor.advance();
  const style = quote === code('"') ? 'double-quoted' : 'single-quoted';
  return builder.finish(style, { start, end: cursor.offset }, content);
}

/** Text without blanks and line breaks, up to the closing quote. */
function readText(cursor: Cursor, builder: ScalarBuilder, quote: number, report: Report): void {
  for (;;) {
    const start = cursor.offset;
    cursor.skipWords();
    cursor.skipWhile(
      (unit) => unit !== quote && !isBlank(unit) && !isBreak(unit) && !isEscape(unit, quote),
    );
    builder.copy(start, cursor.offset);
    const { offset } = cursor;
    if (cursor.peek() === code("'") && cursor.peek() === quote && cursor.peek(1) === quote) {
      cursor.advance(2);
      builder.replace(offset, cursor.offset, "'");
    } else if (isEscape(cursor.peek(), quote)) {
      if (isBreakOrEnd(cursor.peek(1))) readEscapedBreak(cursor, builder, report);
      else readEscape(cursor, builder, report);
    } else {
      return;
    }
  }
}

function isEscape(unit: number, quote: number): boolean {
  return quote === code('"') && unit === code('\\');
}

/** Blanks, or a line break with what is white around it. */
function readGap(cursor: Cursor, builder: ScalarBuilder, report: Report): void {
  const start = cursor.offset;
  cursor.skipWhile(isBlank);
  if (!isBreak(cursor.peek())) {
    builder.copy(start, cursor.offset);
    return;
  }
  const first = { text: cursor.takeBreak(), end: cursor.offset };
  const emptyLines = readEmptyLines(cursor, report);
  builder.foldBreak({ start, end: cursor.offset }, first, emptyLines);
}

/** `\` at a line's end joins the next line without a blank; empty lines between stay. */
function readEscapedBreak(cursor: Cursor, builder: ScalarBuilder, report: Report): void {
  const start = cursor.offset;
  cursor.advance();
  if (cursor.takeBreak() === '') return;
  builder.keepBreaks(start, readEmptyLines(cursor, report));
}

/** Goes over the indentation of the next line that is not empty. */
function readEmptyLines(cursor: Cursor, report: Report): ScalarBreak[] {
  const breaks: ScalarBreak[] = [];
  for (;;) {
    if (cursor.isAtDocumentMark()) {
      report(
        'A line inside quotes starts with `---` or `...`, which ends a YAML document. Close the quote before it, or indent the line.',
        { start: cursor.offset, end: cursor.offset + 3 },
      );
    }
    cursor.skipWhile(isBlank);
    if (!isBreak(cursor.peek())) return breaks;
    breaks.push({ text: cursor.takeBreak(), end: cursor.offset });
  }
}

function reportUnclosed(cursor: Cursor, start: number, report: Report): void {
  const quote = cursor.text[start];
  report(
    `This text starts with ${quote === '"' ? 'a double' : 'a single'} quote and no other ends it. Expected a closing \`${quote}\`; add it where the text ends.`,
    { start, end: start + 1 },
  );
}
