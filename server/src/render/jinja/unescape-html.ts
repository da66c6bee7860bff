import { codePoints } from '../python/code-points.ts';
import { namedCharacters, namesWithoutSemicolon } from './html-entities.ts';

/** Python's `html.unescape`. */
export function unescapeHtml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(reference, (_, body: string) => resolve(body));
}

const reference = /&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)/gu;

function resolve(body: string): string {
  return body.startsWith('#') ? resolveNumber(body.slice(1)) : resolveName(body);
}

/** The longest entity that the name starts with; HTML 5 knows some without a semicolon. */
function resolveName(name: string): string {
  const entity = entityNamed(name);
  if (entity !== undefined) return entity;
  const characters = codePoints(name);
  for (let end = characters.length - 1; end > 1; end -= 1) {
    const start = entityNamed(characters.slice(0, end).join(''));
    if (start !== undefined) return start + characters.slice(end).join('');
  }
  return `&${name}`;
}

function resolveNumber(body: string): string {
  const digits = body.replace(/;$/, '');
  const isHexadecimal = /^[xX]/.test(digits);
  const number = isHexadecimal ? Number.parseInt(digits.slice(1), 16) : Number.parseInt(digits, 10);
  const replacement = replacementOf(number);
  if (replacement !== undefined) return replacement;
  if (number > 0x10ffff || (number >= 0xd800 && number <= 0xdfff)) return '\ufffd';
  return isInvalid(number) ? '' : String.fromCodePoint(number);
}

/** Windows characters that HTML reads in place of control codes, in order from 0x80. */
const windowsCharacters = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function replacementOf(number: number): string | undefined {
  if (number === 0) return '\ufffd';
  if (number === 0xd) return '\r';
  return windowsCharacters[number - 0x80];
}

/** Control codes and noncharacters, which are left out. */
function isInvalid(number: number): boolean {
  const isControl = number < 0x20 && number !== 9 && number !== 10 && number !== 12;
  const isNoncharacter = (number >= 0xfdd0 && number <= 0xfdef) || (number & 0xfffe) === 0xfffe;
  return isControl || number === 0x7f || isNoncharacter;
}

/** The characters of an entity as it is written: `nbsp;`, or `nbsp` where HTML allows that. */
function entityNamed(name: string): string | undefined {
  entities ??= readEntities();
  return entities.get(name);
}

/** Read when the first entity is met: most templates have none. */
let entities: ReadonlyMap<string, string> | undefined;

function readEntities(): ReadonlyMap<string, string> {
  const bare = new Set(namesWithoutSemicolon.trim().split(/\s+/));
  const table = new Map<string, string>();
  for (const entry of namedCharacters.trim().split(/\s+/)) {
    const [name = '', codes = ''] = entry.split('=');
    const points = codes.split('+').map((code) => Number.parseInt(code, 16));
    const characters = String.fromCodePoint(...points);
    table.set(`${name};`, characters);
    if (bare.has(name)) table.set(name, characters);
  }
  return table;
}
