/** What Python's `str.isspace` and the regex class `\s` take for white space; JavaScript's `\s` differs. */
export const pythonWhitespace =
  '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

const trailingWhitespace = new RegExp(`[${pythonWhitespace}]+$`);
const onlyWhitespace = new RegExp(`^[${pythonWhitespace}]+$`);

/** Python's `str.rstrip()`. */
export function trimEndLikePython(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  return last > 0x20 && last < 0x85 ? text : text.replace(trailingWhitespace, '');
}

/** Python's `str.isspace()`: false for the empty text. */
export function isPythonSpace(text: string): boolean {
  return onlyWhitespace.test(text);
}

/** Python's `repr` of one character, as error messages quote it. */
export function quoteCharacter(character: string): string {
  if (character === "'") return `"'"`;
  if (character === '\\') return `'\\\\'`;
  if (/[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(character)) return `'${character}'`;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return `'\\x${code.toString(16).padStart(2, '0')}'`;
  if (code < 0x10000) return `'\\u${code.toString(16).padStart(4, '0')}'`;
  return `'\\U${code.toString(16).padStart(8, '0')}'`;
}
