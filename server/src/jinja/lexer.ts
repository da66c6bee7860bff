/**
 * Jinja2's lexer over any text: what Python refuses becomes an `error` token, after which lexing goes on behind
 * the end of the tag. Whitespace control and the line-end rules are applied here.
 */
import { type Lexeme, lexInTag, type TagKind } from './lex-tag.ts';
import { pythonWhitespace, quoteCharacter, trimEndLikePython } from './python-text.ts';
import { normalizeLineEnds, type SourceText } from './source-text.ts';
import type { Token, TokenType } from './tokens.ts';

export function tokenize(source: string): Token[] {
  const state = new LexerState(normalizeLineEnds(source));
  while (!state.isAtEnd()) lexText(state);
  state.emit('end', '', state.text.length, state.text.length);
  return state.tokens;
}

class LexerState {
  readonly tokens: Token[] = [];
  readonly text: string;
  readonly #source: SourceText;
  readonly #counted = { offset: 0, index: 0 };
  at = 0;

  constructor(source: SourceText) {
    this.#source = source;
    this.text = source.text;
  }

  isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  emit(type: TokenType, value: string, start: number, end: number): void {
    this.tokens.push({ type, value, span: this.#source.spanOf(start, end) });
  }

  /** Python's index of the character at `offset`; offsets must not descend between calls. */
  codePointIndex(offset: number): number {
    for (const character of this.text.slice(this.#counted.offset, offset)) {
      this.#counted.index += 1;
      this.#counted.offset += character.length;
    }
    return this.#counted.index;
  }

  /** Where `pattern` (sticky) ends when it matches here. */
  match(pattern: RegExp, at: number): RegExpExecArray | null {
    pattern.lastIndex = at;
    return pattern.exec(this.text);
  }
}

const space = `[${pythonWhitespace}]*`;
const rawBegin = new RegExp(`\\{%[-+]?${space}raw${space}(?:-%\\}${space}|%\\})`, 'y');
const rawEnd = new RegExp(`\\{%([-+]?)${space}endraw${space}(?:\\+%\\}|-%\\}${space}|%\\})`, 'g');
const commentEnd = new RegExp(`\\+#\\}|-#\\}${space}|#\\}`, 'g');

/** Text up to the next tag, then the tag. */
function lexText(state: LexerState): void {
  const start = state.at;
  const open = findTag(state.text, start);
  const sign = state.text.charAt(open + 2);
  emitData(state, 'data', start, open, sign === '-');
  if (open === state.text.length) {
    state.at = open;
    return;
  }
  state.at = open + 2 + (sign === '-' || sign === '+' ? 1 : 0);
  const raw = state.match(rawBegin, open);
  if (raw !== null) lexRaw(state, open, open + raw[0].length);
  else if (state.text.charAt(open + 1) === '#') lexComment(state, open);
  else lexTag(state, open, state.text.charAt(open + 1) === '%' ? 'block' : 'variable');
}

function findTag(text: string, from: number): number {
  for (let at = text.indexOf('{', from); at >= 0; at = text.indexOf('{', at + 1)) {
    const next = text.charAt(at + 1);
    if (next === '{' || next === '%' || next === '#') return at;
  }
  return text.length;
}

function emitData(
  state: LexerState,
  type: 'data' | 'raw-data',
  start: number,
  end: number,
  isTrimmed: boolean,
): void {
  const written = state.text.slice(start, end);
  const value = isTrimmed ? trimEndLikePython(written) : written;
  if (value !== '') state.emit(type, value, start, start + value.length);
}

function lexRaw(state: LexerState, open: number, bodyStart: number): void {
  rawEnd.lastIndex = bodyStart;
  const end = rawEnd.exec(state.text);
  if (end === null) {
    reportUnclosed(state, 'Missing end of raw directive', open, bodyStart);
    state.at = state.text.length;
    return;
  }
  emitData(state, 'raw-data', bodyStart, end.index, end[1] === '-');
  state.at = rawEnd.lastIndex;
}

function lexComment(state: LexerState, open: number): void {
  const textStart = state.at;
  commentEnd.lastIndex = textStart;
  const end = commentEnd.exec(state.text);
  if (end === null) {
    reportUnclosed(state, 'Missing end of comment tag', open, textStart);
    state.at = state.text.length;
    return;
  }
  const delimiterEnd = end.index + end[0].trimEnd().length;
  state.emit('comment', state.text.slice(textStart, end.index), open, delimiterEnd);
  state.at = commentEnd.lastIndex;
}

/** Jinja2 lets an opening pass that stands at the very end of the text. */
function reportUnclosed(state: LexerState, message: string, open: number, end: number): void {
  if (end < state.text.length) state.emit('error', message, open, end);
}

function lexTag(state: LexerState, open: number, kind: TagKind): void {
  state.emit(`${kind}-begin`, '', open, state.at);
  const brackets: string[] = [];
  while (!state.isAtEnd()) {
    const start = state.at;
    const lexeme = lexInTag(state.text, start, kind, brackets);
    state.at = lexeme.end;
    if (lexeme.type === 'whitespace') continue;
    if (lexeme.type === `${kind}-end`) {
      state.emit(`${kind}-end`, '', start, start + trimEndLikePython(lexeme.value).length);
      return;
    }
    if (lexeme.type !== 'error' && lexeme.type !== 'unknown') {
      state.emit(lexeme.type, lexeme.value, start, lexeme.end);
      continue;
    }
    state.emit('error', messageOf(state, lexeme, start), start, lexeme.end);
    state.at = start;
    skipBrokenTag(state, kind);
    return;
  }
}

function messageOf(state: LexerState, lexeme: Lexeme, at: number): string {
  if (lexeme.type === 'error') return lexeme.value;
  return `unexpected char ${quoteCharacter(lexeme.value)} at ${state.codePointIndex(at)}`;
}

/** Goes on behind the tag's end, or at the next tag where none ends before it. */
function skipBrokenTag(state: LexerState, kind: TagKind): void {
  const closer = kind === 'block' ? '%}' : '}}';
  const next = findTag(state.text, state.at + 1);
  const close = state.text.indexOf(closer, state.at);
  const isClosed = close >= 0 && close < next;
  const end = isClosed ? close : next;
  state.at = isClosed ? close + closer.length : next;
  state.emit(`${kind}-end`, '', end, state.at);
}
