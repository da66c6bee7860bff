/** Python 3.11's classes of characters, which are those of Unicode 14 whatever the JavaScript engine knows. */
import { addedAfterUnicode14, digitsBeyondDecimals, numericIdeographs } from './unicode-tables.ts';

const added = new RegExp(`[${toClass(addedAfterUnicode14)}]`, 'u');
const decimals = /^\p{Nd}+$/u;
const digits = new RegExp(`^[\\p{Nd}${toClass(digitsBeyondDecimals)}]+$`, 'u');
const numeric = `\\p{N}${toClass(numericIdeographs)}`;
const numerics = new RegExp(`^[${numeric}]+$`, 'u');
const letters = /^\p{L}+$/u;
const alphanumerics = new RegExp(`^[\\p{L}${numeric}]+$`, 'u');
const unprintable = /(?! )[\p{C}\p{Z}]/u;
const identifier = /^[\p{XID_Start}_][\p{XID_Continue}]*$/u;
/** Since Unicode 15.1 these continue an identifier. */
const laterIdentifierPart = /\u200c|\u200d|\u30fb|\uff65/;

/** The characters inside a regular expression's brackets, from hexadecimal ranges. */
function toClass(ranges: string): string {
  return ranges
    .trim()
    .replace(/[0-9a-f]+/g, '\\u{$&}')
    .replace(/\s+/g, '');
}

/** Whether some character was unassigned in Unicode 14. */
export function hasUnassigned(text: string): boolean {
  return added.test(text);
}

/** `str.isalpha`. */
export function isAlpha(text: string): boolean {
  return letters.test(text) && !added.test(text);
}

/** `str.isdecimal`. */
export function isDecimal(text: string): boolean {
  return decimals.test(text) && !added.test(text);
}

/** `str.isdigit`. */
export function isDigit(text: string): boolean {
  return digits.test(text) && !added.test(text);
}

/** `str.isnumeric`. */
export function isNumeric(text: string): boolean {
  return numerics.test(text) && !added.test(text);
}

/** `str.isalnum`. */
export function isAlphanumeric(text: string): boolean {
  return alphanumerics.test(text) && !added.test(text);
}

/** `str.isprintable`: true of the empty str. */
export function isPrintable(text: string): boolean {
  return !unprintable.test(text) && !added.test(text);
}

/** `str.isidentifier`. */
export function isIdentifier(text: string): boolean {
  return identifier.test(text) && !laterIdentifierPart.test(text) && !added.test(text);
}

/** `str.isspace`: more than JavaScript's white space (the separators 1C to 1F) and less (no U+FEFF). */
export function isSpace(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    if (!isSpaceUnit(text.charCodeAt(i))) return false;
  }
  return text !== '';
}

/** Whether a UTF-16 unit is white space to Python; no white space lies beyond the first plane. */
export function isSpaceUnit(unit: number): boolean {
  if (unit <= 0x20) return unit >= 0x1c || (unit >= 9 && unit <= 13);
  if (unit < 0x1680) return unit === 0x85 || unit === 0xa0;
  if (unit <= 0x200a) return unit === 0x1680 || unit >= 0x2000;
  return (
    unit === 0x2028 || unit === 0x2029 || unit === 0x202f || unit === 0x205f || unit === 0x3000
  );
}

/** Whether a UTF-16 unit ends a line for `str.splitlines`. */
export function isLineEndUnit(unit: number): boolean {
  if (unit < 0x20) return (unit >= 10 && unit <= 13) || (unit >= 0x1c && unit <= 0x1e);
  return unit === 0x85 || unit === 0x2028 || unit === 0x2029;
}

/** The value of a decimal digit of any script, -1 for other characters. */
export function decimalValue(codePoint: number): number {
  if (codePoint < 0x80) return codePoint >= 0x30 && codePoint <= 0x39 ? codePoint - 0x30 : -1;
  if (!isDecimal(String.fromCodePoint(codePoint))) return -1;
  let zero = codePoint;
  while (isDecimal(String.fromCodePoint(zero - 1))) zero -= 1;
  return (codePoint - zero) % 10;
}
