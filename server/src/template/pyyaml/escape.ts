import { describe } from './characters.ts';
import type { Cursor } from './cursor.ts';
import type { Report, ScalarBuilder } from './scalar-builder.ts';

/** Reads one escape of a double-quoted scalar, from its backslash on. */
export function readEscape(cursor: Cursor, builder: ScalarBuilder, report: Report): void {
  const start = cursor.offset;
  const letter = cursor.text[start + 1] ?? '';
  const decoded = SINGLE_ESCAPES.get(letter);
  if (decoded !== undefined) {
    cursor.advance(2);
    builder.replace(start, cursor.offset, decoded);
    return;
  }
  const digits = HEXADECIMAL_ESCAPES.get(letter);
  if (digits !== undefined) readHexadecimal(cursor, builder, digits, report);
  else reportUnknown(cursor, builder, report);
}

/** PyYAML's `ESCAPE_REPLACEMENTS`. */
const SINGLE_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  [' ', ' '],
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['N', '\x85'],
  ['_', '\xa0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);

const HEXADECIMAL_ESCAPES: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

const LAST_CODE_POINT = 0x10ffff;

function readHexadecimal(
  cursor: Cursor,
  builder: ScalarBuilder,
  digits: number,
  report: Report,
): void {
  const start = cursor.offset;
  const end = Math.min(start + 2 + digits, cursor.limit);
  const written = cursor.text.slice(start + 2, end);
  const value = /^[0-9A-Fa-f]+$/.test(written) ? Number.parseInt(written, 16) : Number.NaN;
  if (written.length === digits && value <= LAST_CODE_POINT) {
    cursor.advance(2 + digits);
    builder.replace(start, end, String.fromCodePoint(value));
    return;
  }
  report(
    `Expected ${digits} hexadecimal digits of a character after \`${cursor.text.slice(start, start + 2)}\` in double quotes; for a backslash itself write \`\\\\\`.`,
    { start, end: Math.min(start + 2, cursor.limit) },
  );
  cursor.advance(2);
  builder.copy(start, start + 2);
}

function reportUnknown(cursor: Cursor, builder: ScalarBuilder, report: Report): void {
  const start = cursor.offset;
  report(
    `YAML has no escape of a backslash and ${describe(cursor.peek(1))} in double quotes. For a backslash itself write \`\\\\\`, or use single quotes.`,
    { start, end: start + 2 },
  );
  cursor.advance();
  builder.copy(start, start + 1);
}
