/** PyYAML's `write_plain`, `write_single_quoted` and `write_double_quoted`. */
import type { DumpScalar } from './dump-node.ts';
import { BEST_WIDTH, type EmitterStream } from './emitter-stream.ts';
import { chooseStyle } from './scalar-style.ts';

/** Writes a scalar in the style that PyYAML chooses; a simple key stays on its line. */
export function writeScalar(stream: EmitterStream, scalar: DumpScalar, isSimpleKey: boolean): void {
  const mayFold = !isSimpleKey;
  switch (chooseStyle(scalar, isSimpleKey)) {
    case 'plain':
      writePlain(stream, scalar.text, mayFold);
      break;
    case 'single-quoted':
      writeSingleQuoted(stream, scalar.text, mayFold);
      break;
    case 'double-quoted':
      writeDoubleQuoted(stream, scalar.text, mayFold);
  }
}

/** A plain scalar never has line breaks, nor blanks at its ends. */
function writePlain(stream: EmitterStream, text: string, mayFold: boolean): void {
  if (!stream.endsInWhitespace) stream.write(' ');
  stream.enterScalar();
  for (const [run] of text.matchAll(/ +|[^ ]+/g)) {
    if (run === ' ' && mayFold && stream.isPastWidth) {
      stream.writeIndent();
      stream.enterScalar();
    } else {
      stream.write(run);
    }
  }
}

function writeSingleQuoted(stream: EmitterStream, text: string, mayFold: boolean): void {
  stream.writeIndicator("'", { needsWhitespace: true });
  for (const { 0: run, index } of text.matchAll(/ +|\n+|[^ \n]+/g)) {
    const isInside = index > 0 && index + run.length < text.length;
    if (run === ' ' && mayFold && isInside && stream.isPastWidth) {
      stream.writeIndent();
    } else if (run.startsWith('\n')) {
      // One line break more than the text has, since a single one would fold to a blank.
      for (let count = 0; count <= run.length; count += 1) stream.writeLineBreak();
      stream.writeIndent();
    } else {
      stream.write(run.replaceAll("'", "''"));
    }
  }
  stream.writeIndicator("'");
}

function writeDoubleQuoted(stream: EmitterStream, text: string, mayFold: boolean): void {
  const characters = [...text];
  stream.writeIndicator('"', { needsWhitespace: true });
  let start = 0;
  for (const [end, character] of characters.entries()) {
    if (isEscaped(character)) {
      stream.write(characters.slice(start, end).join('') + escapeOf(character));
      start = end + 1;
    }
    const mayBreak = 0 < end && end < characters.length - 1;
    const isPlace = character === ' ' || start >= end;
    if (mayFold && mayBreak && isPlace && stream.column + end - start > BEST_WIDTH) {
      start = breakLine(stream, characters, start, end);
    }
  }
  stream.write(characters.slice(start).join(''));
  stream.writeIndicator('"');
}

/** Ends the line with a backslash; gives the index of what is not written yet. */
function breakLine(
  stream: EmitterStream,
  characters: readonly string[],
  start: number,
  end: number,
): number {
  stream.write(`${characters.slice(start, end).join('')}\\`);
  stream.writeIndent();
  stream.enterScalar();
  const next = Math.max(start, end);
  // Blanks at the start of a line would be skipped.
  if (characters[next] === ' ') stream.write('\\');
  return next;
}

function isEscaped(character: string): boolean {
  return !/^[\x20-\x7e]$/.test(character) || character === '"' || character === '\\';
}

function escapeOf(character: string): string {
  const letter = ESCAPES.get(character);
  if (letter !== undefined) return `\\${letter}`;
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${digits.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}

/** PyYAML's `ESCAPE_REPLACEMENTS`. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\0', '0'],
  ['\x07', 'a'],
  ['\b', 'b'],
  ['\t', 't'],
  ['\n', 'n'],
  ['\v', 'v'],
  ['\f', 'f'],
  ['\r', 'r'],
  ['\x1b', 'e'],
  ['"', '"'],
  ['\\', '\\'],
  ['\x85', 'N'],
  ['\xa0', '_'],
  ['\u2028', 'L'],
  ['\u2029', 'P'],
]);
