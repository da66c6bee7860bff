import { isPrintable } from './unicode.ts';

const plain = /^[ !#-&(-[\]-~]*$/;

/** `repr` of a str: single quotes unless only they occur inside; what does not print is escaped. */
export function quote(text: string): string {
  if (plain.test(text)) return `'${text}'`;
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  let body = '';
  for (const character of text) body += escapeCharacter(character, mark);
  return mark + body + mark;
}

function escapeCharacter(character: string, mark: string): string {
  if (character === mark || character === '\\') return `\\${character}`;
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  return isPrintable(character) ? character : escapeCodePoint(character.codePointAt(0) ?? 0);
}

/** `\x07`, `\u200b` or `\U000e0001`. */
export function escapeCodePoint(codePoint: number): string {
  const digits = codePoint.toString(16);
  if (codePoint < 0x100) return `\\x${digits.padStart(2, '0')}`;
  if (codePoint < 0x10000) return `\\u${digits.padStart(4, '0')}`;
  return `\\U${digits.padStart(8, '0')}`;
}
