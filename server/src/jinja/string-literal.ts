/** A string literal's text, or the message that Python's `unicode-escape` codec gives. */
export type UnescapedString = { readonly text: string } | { readonly problem: string };

/**
 * Decodes the inside of a string literal as Jinja2 does:
 * `value.encode("ascii", "backslashreplace").decode("unicode-escape")`.
 */
export function unescapeString(inside: string): UnescapedString {
  if (!inside.includes('\\')) return { text: inside };
  const source = toAscii(inside);
  let text = '';
  let at = 0;
  while (at < source.length) {
    const backslash = source.indexOf('\\', at);
    if (backslash < 0) break;
    text += source.slice(at, backslash);
    const decoded = readEscape(source, backslash);
    if ('problem' in decoded) return decoded;
    text += decoded.text;
    at = decoded.end;
  }
  return { text: text + source.slice(at) };
}

type Escape = { readonly text: string; readonly end: number } | { readonly problem: string };

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['\n', ''],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);

const hexLengths: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

function readEscape(source: string, backslash: number): Escape {
  const letter = source.charAt(backslash + 1);
  const simple = simpleEscapes.get(letter);
  if (simple !== undefined) return { text: simple, end: backslash + 2 };
  const hexLength = hexLengths.get(letter);
  if (hexLength !== undefined) return readHex(source, backslash + 2, letter, hexLength);
  if (letter === 'N') return { problem: unreadableName(source, backslash + 2) };
  const octal = /^[0-7]{1,3}/.exec(source.slice(backslash + 1, backslash + 4));
  if (octal === null) return { text: `\\${letter}`, end: backslash + 2 };
  const text = String.fromCharCode(Number.parseInt(octal[0], 8));
  return { text, end: backslash + 1 + octal[0].length };
}

function readHex(source: string, start: number, letter: string, length: number): Escape {
  const digits = source.slice(start, start + length);
  if (!new RegExp(`^[\\da-fA-F]{${length}}$`).test(digits)) {
    return { problem: `truncated \\${letter}${'X'.repeat(length)} escape` };
  }
  const code = Number.parseInt(digits, 16);
  if (code > 0x10ffff) return { problem: 'illegal Unicode character' };
  return { text: String.fromCodePoint(code), end: start + length };
}

/** Character names would need the whole Unicode name table, which is not carried along. */
function unreadableName(source: string, start: number): string {
  return /^\{[^}]+\}/.test(source.slice(start))
    ? 'character names (`\\N{…}`) are not supported here, write the character itself'
    : 'malformed \\N character escape';
}

/** Python's `backslashreplace`: an escape of its own for each character beyond ASCII. */
function toAscii(text: string): string {
  return text.replace(/[^\0-\x7f]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const hex = code.toString(16);
    if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
    return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
  });
}
