/** Python 3.11's case mappings: full, context-free but for the final sigma, of Unicode 14. */
import { codePoints } from './code-points.ts';
import { hasUnassigned } from './unicode.ts';
import { titleCases } from './unicode-tables.ts';

/** Letters whose upper case was added after Unicode 14. */
const uppercasedLater = /[\u019b\u0264\ua7d3\ua7d5]/;
const lowercase = /^\p{Lowercase}$/u;
/** Those whose `Lowercase` property changed after Unicode 14. */
const lowercasedLater = /[\u10fc\ua7f2-\ua7f4\uab69]/;
const uppercase = /^\p{Uppercase}$/u;
const titlecase = /^\p{Lt}$/u;
const cased = /^\p{Cased}$/u;
const caseIgnorable = /^\p{Case_Ignorable}$/u;
const georgian = /[\u10d0-\u10ff]/;

/** `str.lower`. */
export function lower(text: string): string {
  if (!hasUnassigned(text)) return text.toLowerCase();
  return mapCharacters(text, (character, index, all) => lowerAt(all, index, character));
}

/** `str.upper`. */
export function upper(text: string): string {
  if (!uppercasedLater.test(text) && !hasUnassigned(text)) return text.toUpperCase();
  return mapCharacters(text, upperOf);
}

/** `str.capitalize`: the first character in title case. */
export function capitalize(text: string): string {
  if (text === '') return '';
  const first = String.fromCodePoint(text.codePointAt(0) ?? 0);
  return titleOf(first) + lower(text).slice(lower(first).length);
}

/** `str.title`: a word starts after every character without case. */
export function title(text: string): string {
  let isInWord = false;
  return mapCharacters(text, (character, index, all) => {
    const mapped = isInWord ? lowerAt(all, index, character) : titleOf(character);
    isInWord = isCased(character);
    return mapped;
  });
}

/** `str.swapcase`. */
export function swapcase(text: string): string {
  return mapCharacters(text, (character, index, all) => {
    if (isUpper(character)) return lowerAt(all, index, character);
    return isLower(character) ? upperOf(character) : character;
  });
}

/** `str.casefold`. */
export function casefold(text: string): string {
  return mapCharacters(text, foldOf);
}

/** `str.isupper`. */
export function isAllUpper(text: string): boolean {
  return isAllOf(text, isUpper, isLower);
}

/** `str.islower`. */
export function isAllLower(text: string): boolean {
  return isAllOf(text, isLower, isUpper);
}

/** `str.istitle`: capitals only at the start of words, and nothing else there. */
export function isTitle(text: string): boolean {
  let [isInWord, hasCase] = [false, false];
  for (const character of text) {
    const isCapital = isUpper(character) || titlecase.test(character);
    if (isCapital === isInWord && (isCapital || isLower(character))) return false;
    isInWord = isCapital || isLower(character);
    hasCase ||= isInWord;
  }
  return hasCase;
}

function isAllOf(
  text: string,
  isWanted: (character: string) => boolean,
  isOther: (character: string) => boolean,
): boolean {
  let isFound = false;
  for (const character of text) {
    if (isOther(character) || titlecase.test(character)) return false;
    isFound ||= isWanted(character);
  }
  return isFound;
}

function mapCharacters(
  text: string,
  map: (character: string, index: number, all: readonly string[]) => string,
): string {
  return codePoints(text).map(map).join('');
}

function isLower(character: string): boolean {
  if (character === '\u0295') return true;
  return lowercase.test(character) && !lowercasedLater.test(character) && !hasUnassigned(character);
}

function isUpper(character: string): boolean {
  return uppercase.test(character) && !hasUnassigned(character);
}

function isCased(character: string): boolean {
  return (
    character === '\u0295' || isLower(character) || isUpper(character) || titlecase.test(character)
  );
}

function upperOf(character: string): string {
  if (uppercasedLater.test(character) || hasUnassigned(character)) return character;
  return character.toUpperCase();
}

function lowerAt(all: readonly string[], index: number, character: string): string {
  if (character === 'Σ') return isFinalSigma(all, index) ? 'ς' : 'σ';
  return hasUnassigned(character) ? character : character.toLowerCase();
}

/** Unicode's Final_Sigma: a cased character before it and none after, others that are ignored aside. */
function isFinalSigma(all: readonly string[], index: number): boolean {
  return isNextCased(all, index, -1) && !isNextCased(all, index, 1);
}

function isNextCased(all: readonly string[], index: number, step: number): boolean {
  let at = index + step;
  while (caseIgnorable.test(all[at] ?? '')) at += step;
  return cased.test(all[at] ?? '');
}

function titleOf(character: string): string {
  if (character < '\u0080') return character.toUpperCase();
  return titleTable.get(character) ?? (georgian.test(character) ? character : upperOf(character));
}

const titleTable = new Map(
  titleCases
    .trim()
    .split(/\s+/)
    .map((pair) => {
      const [character = '', mapped = ''] = pair.split('=');
      return [character, mapped];
    }),
);

/** Lower case of the upper case, but for dotless i, the capital sharp s and Cherokee, which folds to capitals. */
function foldOf(character: string): string {
  if (character < '\u0080') return character.toLowerCase();
  if (character === 'ı' || hasUnassigned(character)) return character;
  if (character === 'ẞ') return 'ss';
  if (/[\u13a0-\u13fd\uab70-\uabbf]/.test(character)) return upperOf(character);
  return lower(upperOf(character));
}
