import { lower, upper } from '../../python/letter-case.ts';
import { str } from '../../python/text.ts';
import { isAlphanumeric, isSpaceUnit } from '../../python/unicode.ts';
import { softStr } from '../call.ts';
import { pythonFilter } from './define.ts';

/** Capitals at the start of words, which blanks, hyphens and opening brackets separate. */
export const title = pythonFilter({ name: 'do_title', required: ['s'] }, (_context, s) =>
  titleCase(str(softStr(s))),
);

function titleCase(text: string): string {
  let [result, start] = ['', 0];
  while (start < text.length) {
    const isGap = startsWord(text, start);
    let end = start + 1;
    while (end < text.length && startsWord(text, end) === isGap) end += 1;
    result += capitalized(text.slice(start, end));
    start = end;
  }
  return result;
}

/** Whether a word starts after this unit. */
function startsWord(text: string, at: number): boolean {
  return '-({[<'.includes(text.charAt(at)) || isSpaceUnit(text.charCodeAt(at));
}

function capitalized(word: string): string {
  const first = String.fromCodePoint(word.codePointAt(0) ?? 0);
  return upper(first) + lower(word.slice(first.length));
}

/** How many runs of letters, digits and underscores there are. */
export const wordcount = pythonFilter({ name: 'do_wordcount', required: ['s'] }, (_context, s) => {
  let count = 0;
  let isInWord = false;
  for (const character of str(softStr(s))) {
    const isPart = isWordCharacter(character);
    if (isPart && !isInWord) count += 1;
    isInWord = isPart;
  }
  return count;
});

/** Python's `\w`. */
function isWordCharacter(character: string): boolean {
  return character === '_' || isAlphanumeric(character);
}
