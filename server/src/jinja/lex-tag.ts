import { pythonWhitespace } from './python-text.ts';
import { unescapeString } from './string-literal.ts';
import type { OperatorType, TokenType } from './tokens.ts';

export type TagKind = 'block' | 'variable';

/** One lexeme inside a tag; offsets are those of the normalized text. */
export interface Lexeme {
  /** `unknown` is a character that no lexeme begins with. */
  readonly type: TokenType | 'whitespace' | 'unknown';
  readonly value: string;
  readonly end: number;
}

const space = `[${pythonWhitespace}]`;
const whitespace = new RegExp(`${space}+`, 'y');
const tagEnds: Record<TagKind, RegExp> = {
  block: new RegExp(`\\+%\\}|-%\\}${space}*|%\\}`, 'y'),
  variable: new RegExp(`-\\}\\}${space}*|\\}\\}`, 'y'),
};
const float =
  /(?<!\.)(?:\p{Nd}+_)*\p{Nd}+(?:(?:\.(?:\p{Nd}+_)*\p{Nd}+)?[eE][+-]?(?:\p{Nd}+_)*\p{Nd}+|\.(?:\p{Nd}+_)*\p{Nd}+)/uy;
const integer =
  /0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[\p{Nd}a-fA-F])+|[1-9](?:_?\p{Nd})*|0(?:_?0)*/uy;
const asciiName = /[A-Za-z_]\w*(?!\w|[^\0-\x7f])/y;
const name = /[\p{L}\p{N}\p{XID_Continue}_]+/uy;
const identifier = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;
const string = /'[^'\\]*(?:\\.[^'\\]*)*'|"[^"\\]*(?:\\.[^"\\]*)*"/sy;
const operator = /\/\/|\*\*|==|!=|>=|<=|[-+/*%~[\](){}><=.:|,;]/y;

/**
 * Reads the lexeme at `at`, in the order of Jinja2's rules. `brackets` holds the closing brackets that are
 * awaited; while there are any, a tag cannot end.
 */
export function lexInTag(text: string, at: number, kind: TagKind, brackets: string[]): Lexeme {
  return (
    (brackets.length === 0 ? lexTagEnd(text, at, kind) : undefined) ??
    lexWhitespace(text, at) ??
    lexNumber(text, at) ??
    lexName(text, at) ??
    lexString(text, at) ??
    lexOperator(text, at, brackets) ?? {
      type: 'unknown',
      value: codePointAt(text, at),
      end: at + codePointAt(text, at).length,
    }
  );
}

function lexTagEnd(text: string, at: number, kind: TagKind): Lexeme | undefined {
  const found = '+-%}'.includes(text.charAt(at)) ? matchAt(tagEnds[kind], text, at) : undefined;
  return found === undefined ? undefined : lexeme(`${kind}-end`, found, at);
}

function lexWhitespace(text: string, at: number): Lexeme | undefined {
  if (isGraphic(text.charCodeAt(at))) return undefined;
  const blank = matchAt(whitespace, text, at);
  return blank === undefined ? undefined : lexeme('whitespace', blank, at);
}

function lexNumber(text: string, at: number): Lexeme | undefined {
  const first = text.charCodeAt(at);
  if (isGraphic(first) && !isDigit(first)) return undefined;
  const floating = matchAt(float, text, at);
  if (floating !== undefined) return lexeme('float', floating, at);
  const whole = matchAt(integer, text, at);
  return whole === undefined ? undefined : lexeme('integer', whole, at);
}

function lexName(text: string, at: number): Lexeme | undefined {
  const first = text.charCodeAt(at);
  if (isGraphic(first) && !isWordCharacter(first)) return undefined;
  const simple = matchAt(asciiName, text, at);
  if (simple !== undefined) return lexeme('name', simple, at);
  const found = matchAt(name, text, at);
  if (found === undefined) return undefined;
  if (identifier.test(found)) return lexeme('name', found, at);
  return { type: 'error', value: 'Invalid character in identifier', end: at + found.length };
}

function lexString(text: string, at: number): Lexeme | undefined {
  const quote = text.charAt(at);
  const found = quote === '"' || quote === "'" ? matchAt(string, text, at) : undefined;
  if (found === undefined) return undefined;
  const unescaped = unescapeString(found.slice(1, -1));
  return 'text' in unescaped
    ? { type: 'string', value: unescaped.text, end: at + found.length }
    : { type: 'error', value: unescaped.problem, end: at + found.length };
}

const closers: Partial<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };

function lexOperator(text: string, at: number, brackets: string[]): Lexeme | undefined {
  const found = matchAt(operator, text, at);
  if (found === undefined) return undefined;
  const closer = closers[found];
  if (closer !== undefined) brackets.push(closer);
  if (found === '}' || found === ')' || found === ']') {
    const expected = brackets.pop();
    if (expected !== found) {
      const hint = expected === undefined ? '' : `, expected '${expected}'`;
      return { type: 'error', value: `unexpected '${found}'${hint}`, end: at + 1 };
    }
  }
  // The pattern lists exactly the texts of OperatorType.
  return lexeme(found as OperatorType, found, at);
}

function lexeme(type: Lexeme['type'], value: string, at: number): Lexeme {
  return { type, value, end: at + value.length };
}

/** What a sticky pattern matches at a place. */
function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? text.slice(at, pattern.lastIndex) : undefined;
}

/** Of ASCII and visible: the patterns need not be tried to know what such a character can begin. */
function isGraphic(code: number): boolean {
  return code > 0x20 && code < 0x7f;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isWordCharacter(code: number): boolean {
  const lower = code | 0x20;
  return isDigit(code) || code === 0x5f || (lower >= 0x61 && lower <= 0x7a);
}

function codePointAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0);
}
