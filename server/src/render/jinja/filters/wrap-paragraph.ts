import { codePoints } from '../../python/code-points.ts';
import { PyError } from '../../python/errors.ts';
import { PyFloat } from '../../python/float.ts';
import { toNumeric } from '../../python/numeric.ts';
import { order } from '../../python/order.ts';
import { repr } from '../../python/text.ts';
import { isSpace } from '../../python/unicode.ts';
import type { Value } from '../../python/value.ts';

export interface WrapOptions {
  readonly width: Value;
  readonly breaksLongWords: boolean;
  /** A long word is broken after a hyphen where it has one. */
  readonly breaksOnHyphens: boolean;
  /** Words with hyphens may end a line at one. */
  readonly splitsAtHyphens: boolean;
}

/** Python 3.11's `textwrap.wrap` with tabs and white space left alone. */
export function wrapParagraph(text: string, options: WrapOptions): string[] {
  const width = widthOf(options.width);
  const pending = splitChunks(text, options.splitsAtHyphens).map(toChunk).reverse();
  const lines: string[] = [];
  while (pending.length > 0) {
    if (lines.length > 0 && isBlank(pending.at(-1))) pending.pop();
    const line = takeFitting(pending, width);
    if (sizeOf(pending.at(-1)) > width) takeLongWord(pending, line, width, options);
    if (isBlank(line.at(-1))) line.pop();
    if (line.length > 0) lines.push(line.map(textOf).join(''));
  }
  return lines;
}

/** A part of a word or of white space; a long word is cut without copying what remains. */
interface Chunk {
  readonly characters: readonly string[];
  readonly start: number;
  readonly end: number;
}

function toChunk(text: string): Chunk {
  const characters = codePoints(text);
  return { characters, start: 0, end: characters.length };
}

function sizeOf(chunk: Chunk | undefined): number {
  return chunk === undefined ? 0 : chunk.end - chunk.start;
}

function textOf({ characters, start, end }: Chunk): string {
  return characters.slice(start, end).join('');
}

function isBlank(chunk: Chunk | undefined): boolean {
  if (chunk === undefined) return false;
  for (let at = chunk.start; at < chunk.end; at += 1) {
    if (!isSpace(chunk.characters[at] ?? '')) return false;
  }
  return true;
}

function widthOf(width: Value): number {
  if (order('<=', width, 0)) {
    throw new PyError('ValueError', `invalid width ${repr(width)} (must be > 0)`);
  }
  const number = toNumeric(width) ?? 0;
  return number instanceof PyFloat ? number.value : Number(number);
}

/** Removes from the end of `pending` what fits on one line. */
function takeFitting(pending: Chunk[], width: number): Chunk[] {
  const line: Chunk[] = [];
  let size = 0;
  for (let chunk = pending.at(-1); chunk !== undefined; chunk = pending.at(-1)) {
    if (size + sizeOf(chunk) > width) break;
    line.push(chunk);
    size += sizeOf(chunk);
    pending.pop();
  }
  return line;
}

/** Python keeps a blank before a word that starts a line of its own, because an empty piece comes between. */
function takeLongWord(
  pending: Chunk[],
  line: Chunk[],
  width: number,
  { width: given, breaksLongWords, breaksOnHyphens }: WrapOptions,
): void {
  const word = pending.pop();
  if (word === undefined) return;
  if (!breaksLongWords) {
    if (line.length === 0) line.push(word);
    else pending.push(word);
    return;
  }
  if (given instanceof PyFloat && width >= 1) {
    const message = 'slice indices must be integers or None or have an __index__ method';
    throw new PyError('TypeError', message);
  }
  const used = line.reduce((size, chunk) => size + sizeOf(chunk), 0);
  const space = width < 1 ? 1 : width - used;
  const cut = word.start + (breaksOnHyphens ? breakingPoint(word, space) : space);
  const end = Math.min(cut, word.end);
  line.push({ ...word, end });
  pending.push({ ...word, start: end });
}

/** After the last hyphen that has something other than hyphens before it, else where the space ends. */
function breakingPoint(word: Chunk, space: number): number {
  if (sizeOf(word) <= space) return space;
  const start = word.characters.slice(word.start, word.start + space);
  const hyphen = start.lastIndexOf('-');
  const isInside = hyphen > 0 && start.slice(0, hyphen).some((character) => character !== '-');
  return isInside ? hyphen + 1 : space;
}

function splitChunks(text: string, atHyphens: boolean): string[] {
  return text.match(atHyphens ? hyphenatedChunk : plainChunk) ?? [];
}

const plainChunk = /[\t\n\v\f\r ]+|[^\t\n\v\f\r ]+/g;

/** `TextWrapper.wordsep_re`: white space, a dash between words, or a word up to its next hyphen, dash or end. */
const hyphenatedChunk =
  /[\t\n\v\f\r ]+|(?<=[\p{L}\p{N}_!"'&.,?])-{2,}(?=[\p{L}\p{N}_])|[^\t\n\v\f\r ]+?(?:-(?:(?<=[\p{L}\p{Nl}\p{No}_]{2}-)|(?<=[\p{L}\p{Nl}\p{No}_]-[\p{L}\p{Nl}\p{No}_]-))(?=[\p{L}\p{Nl}\p{No}_]-?[\p{L}\p{Nl}\p{No}_])|(?=[\t\n\v\f\r ]|$)|(?<=[\p{L}\p{N}_!"'&.,?])(?=-{2,}[\p{L}\p{N}_]))/gu;
