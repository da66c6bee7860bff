import {
  code,
  describe,
  END,
  endsIndicator,
  endsToken,
  isBreak,
  isBreakOrEnd,
  isDigit,
  isNameCharacter,
  SPACE,
} from './characters.ts';
import type { Cursor } from './cursor.ts';
import { refuse } from './syntax-error.ts';
import type { DirectiveToken, NameToken, TagToken } from './tokens.ts';

/** `&name` or `*name`. */
export function scanAnchor(cursor: Cursor): NameToken {
  const start = cursor.offset;
  const kind = cursor.peek() === code('*') ? 'alias' : 'anchor';
  cursor.advance();
  cursor.skipWhile(isNameCharacter);
  const name = cursor.text.slice(start + 1, cursor.offset);
  if (name === '' || !endsName(cursor.peek())) {
    refuse(
      `\`${cursor.text[start]}\` starts the name of an ${kind} in YAML: expected ASCII letters, digits, \`-\` and \`_\` after it, but found ${describe(cursor.peek())}. Put text that starts with \`${cursor.text[start]}\` in quotes.`,
      { start, end: cursor.offset + 1 },
    );
  }
  return { kind, name, span: { start, end: cursor.offset } };
}

/** `!local`, `!!standard`, `!handle!name`, `!<verbatim>` or `!`. */
export function scanTag(cursor: Cursor): TagToken {
  const start = cursor.offset;
  const { handle, suffix } = scanTagParts(cursor, start);
  if (!endsToken(cursor.peek())) {
    refuse(`Expected a blank behind the tag, but found ${describe(cursor.peek())}.`, {
      start,
      end: cursor.offset + 1,
    });
  }
  return { kind: 'tag', handle, suffix, span: { start, end: cursor.offset } };
}

function scanTagParts(cursor: Cursor, start: number): Pick<TagToken, 'handle' | 'suffix'> {
  const next = cursor.peek(1);
  if (next === code('<')) {
    cursor.advance(2);
    const suffix = scanUri(cursor, start);
    if (cursor.peek() !== code('>')) {
      refuse('A tag in the form `!<…>` ends with `>`; add it.', { start, end: cursor.offset });
    }
    cursor.advance();
    return { handle: null, suffix };
  }
  if (endsIndicator(next)) {
    cursor.advance();
    return { handle: null, suffix: '!' };
  }
  let length = 1;
  while (!endsToken(cursor.peek(length)) && cursor.peek(length) !== code('!')) length += 1;
  if (cursor.peek(length) === code('!')) {
    return { handle: scanTagHandle(cursor, start), suffix: scanUri(cursor, start) };
  }
  cursor.advance();
  return { handle: '!', suffix: scanUri(cursor, start) };
}

/** A line that starts with `%`. */
export function scanDirective(cursor: Cursor): DirectiveToken {
  const start = cursor.offset;
  cursor.advance();
  cursor.skipWhile(isNameCharacter);
  const name = cursor.text.slice(start + 1, cursor.offset);
  if (name === '' || !endsToken(cursor.peek())) refuseDirective(cursor, start);
  const directive = scanDirectiveValue(cursor, name, start);
  const span = { start, end: cursor.offset };
  if (directive.name === 'other') cursor.skipWhile((unit) => !isBreak(unit));
  skipBlanks(cursor);
  if (cursor.peek() === code('#')) cursor.skipWhile((unit) => !isBreak(unit));
  if (!isBreakOrEnd(cursor.peek())) refuseDirective(cursor, start);
  cursor.takeBreak();
  return { kind: 'directive', directive, span };
}

function scanDirectiveValue(
  cursor: Cursor,
  name: string,
  start: number,
): DirectiveToken['directive'] {
  if (name !== 'YAML' && name !== 'TAG') return { name: 'other' };
  skipBlanks(cursor);
  if (name === 'YAML') {
    const major = scanNumber(cursor, start);
    if (cursor.peek() !== code('.')) refuseDirective(cursor, start);
    cursor.advance();
    scanNumber(cursor, start);
    if (!endsToken(cursor.peek())) refuseDirective(cursor, start);
    return { name, major };
  }
  const handle = scanTagHandle(cursor, start);
  if (cursor.peek() !== SPACE) refuseDirective(cursor, start);
  skipBlanks(cursor);
  const prefix = scanUri(cursor, start);
  if (!endsToken(cursor.peek())) refuseDirective(cursor, start);
  return { name, handle, prefix };
}

function endsName(unit: number): boolean {
  return endsIndicator(unit) || '?:,]}%@`'.includes(String.fromCharCode(unit));
}

function skipBlanks(cursor: Cursor): void {
  cursor.skipWhile((unit) => unit === SPACE);
}

function scanNumber(cursor: Cursor, start: number): number {
  const from = cursor.offset;
  cursor.skipWhile(isDigit);
  if (cursor.offset === from) refuseDirective(cursor, start);
  return Number(cursor.text.slice(from, cursor.offset));
}

function refuseDirective(cursor: Cursor, start: number): never {
  refuse(
    `A line that starts with \`%\` is a YAML directive: expected \`%YAML 1.1\` or \`%TAG\` with a handle and a prefix, but found ${describe(cursor.peek())}. A template file needs none; remove the line.`,
    { start, end: Math.max(cursor.offset, start + 1) },
  );
}

function scanTagHandle(cursor: Cursor, start: number): string {
  const from = cursor.offset;
  let length = 1;
  while (isNameCharacter(cursor.peek(length))) length += 1;
  const isSingle = cursor.peek(1) === SPACE;
  if (cursor.peek() !== code('!') || (!isSingle && cursor.peek(length) !== code('!'))) {
    refuse(
      'A tag handle is `!`, `!!` or `!name!` with ASCII letters, digits, `-` and `_`. Correct the tag, or put text that starts with `!` in quotes.',
      { start, end: cursor.offset + length },
    );
  }
  cursor.advance(isSingle ? 1 : length + 1);
  return cursor.text.slice(from, cursor.offset);
}

const URI_CHARACTERS = "-;/?:@&=+$,_.!~*'()[]%";

function scanUri(cursor: Cursor, start: number): string {
  let uri = '';
  for (;;) {
    const from = cursor.offset;
    cursor.skipWhile((unit) => unit !== code('%') && isUriCharacter(unit));
    uri += cursor.text.slice(from, cursor.offset);
    if (cursor.peek() !== code('%')) break;
    uri += scanUriEscapes(cursor, start);
  }
  if (uri === '') {
    refuse(
      `Expected a tag's name, but found ${describe(cursor.peek())}. Put text that starts with \`!\` in quotes.`,
      { start, end: cursor.peek() === END ? cursor.offset : cursor.offset + 1 },
    );
  }
  return uri;
}

function isUriCharacter(unit: number): boolean {
  return isNameCharacter(unit) || URI_CHARACTERS.includes(String.fromCharCode(unit));
}

/** A run of `%XX`, which are bytes of UTF-8. */
function scanUriEscapes(cursor: Cursor, start: number): string {
  const bytes: number[] = [];
  while (cursor.peek() === code('%')) {
    const digits = cursor.text.slice(cursor.offset + 1, Math.min(cursor.offset + 3, cursor.limit));
    if (!/^[0-9A-Fa-f]{2}$/.test(digits)) {
      refuse('Expected two hexadecimal digits after `%` in a tag.', {
        start,
        end: cursor.offset + 1,
      });
    }
    bytes.push(Number.parseInt(digits, 16));
    cursor.advance(3);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Uint8Array.from(bytes),
    );
  } catch {
    return refuse('The `%` escapes of this tag are no UTF-8.', { start, end: cursor.offset });
  }
}
