import { codePointCount } from '../../python/code-points.ts';
import { toArray } from '../../python/iterate.ts';
import { quote } from '../../python/quote.ts';
import { str } from '../../python/text.ts';
import { isSpaceUnit } from '../../python/unicode.ts';
import { callMethod } from '../call.ts';

interface Place {
  readonly indent: number;
  readonly allowance: number;
  readonly level: number;
}

/** A long str as adjacent literals, cut at line ends and blanks; in brackets when it stands alone. */
export function wrapString(text: string, place: Place, width: number): string {
  const isAlone = place.level === 1;
  const indent = place.indent + (isAlone ? 1 : 0);
  const allowance = place.allowance + (isAlone ? 1 : 0);
  const lines = toArray(callMethod(text, 'splitlines', true)).map(str);
  const chunks = lines.flatMap((line, index) => {
    const isLast = index === lines.length - 1;
    return chunksOf(line, width - indent, isLast ? allowance : 0);
  });
  if (chunks.length === 1) return chunks.join('');
  const body = chunks.join(`\n${' '.repeat(indent)}`);
  return isAlone ? `(${body})` : body;
}

/** The literals for one line; the last one leaves room for what follows it. */
function chunksOf(line: string, width: number, allowance: number): string[] {
  const whole = quote(line);
  if (codePointCount(whole) <= width - allowance) return [whole];
  const chunks: string[] = [];
  const words = wordsOf(line);
  let current = '';
  for (const [index, word] of words.entries()) {
    const isLast = index === words.length - 1;
    const candidate = current + word;
    if (codePointCount(quote(candidate)) <= width - (isLast ? allowance : 0)) {
      current = candidate;
      continue;
    }
    if (current !== '') chunks.push(quote(current));
    current = word;
  }
  if (current !== '') chunks.push(quote(current));
  return chunks;
}

/** Words with the white space after them. */
function wordsOf(line: string): string[] {
  const words: string[] = [];
  let start = 0;
  for (let at = 1; at <= line.length; at += 1) {
    const isEnd = at === line.length;
    const startsWord = isSpaceUnit(line.charCodeAt(at - 1)) && !isSpaceUnit(line.charCodeAt(at));
    if (!isEnd && !startsWord) continue;
    words.push(line.slice(start, at));
    start = at;
  }
  return words;
}
