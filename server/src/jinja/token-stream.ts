import type { Span } from '../text/span.ts';
import { tokenize } from './lexer.ts';
import type { Identifier, JinjaProblem } from './nodes.ts';
import { describeToken, describeType, type Token, type TokenType } from './tokens.ts';

/** Nesting beyond which Python runs into its recursion limit; it also keeps walks over the tree shallow. */
const maxDepth = 150;

/** Past this many problems a text is no template that somebody mends by reading all of them. */
const maxProblems = 100;

const tagEnds: readonly TokenType[] = ['block-end', 'variable-end', 'end'];

/**
 * A cursor over the tokens that never throws: the first problem in a tag is recorded and moves the cursor to the
 * tag's end, so that the parser finishes the nodes it has begun and goes on behind the tag.
 */
export class TokenStream {
  readonly problems: JinjaProblem[] = [];
  readonly #tokens: readonly Token[];
  #at = 0;
  /** Where the last token ended that the parser took; nodes end there. */
  #takenEnd = 0;
  #isTagBroken = false;
  #depth = 0;

  constructor(source: string) {
    this.#tokens = tokenize(source);
    this.#reportErrorToken();
  }

  get current(): Token {
    return this.#tokenAt(this.#at);
  }

  is(type: TokenType): boolean {
    return this.current.type === type;
  }

  isOneOf(types: readonly TokenType[]): boolean {
    return types.includes(this.current.type);
  }

  isName(name: string): boolean {
    const { type, value } = this.current;
    return type === 'name' && value === name;
  }

  isNameOf(names: readonly string[]): boolean {
    return this.is('name') && names.includes(this.current.value);
  }

  /** The token after the current one. */
  peek(): Token {
    return this.#tokenAt(this.#at + 1);
  }

  next(): Token {
    const token = this.current;
    if (token.type === 'end') return token;
    if (token.type === 'block-end' || token.type === 'variable-end') this.#isTagBroken = false;
    this.#takenEnd = token.span.end;
    this.#at += 1;
    this.#reportErrorToken();
    return token;
  }

  skip(type: TokenType): boolean {
    if (!this.is(type)) return false;
    this.next();
    return true;
  }

  skipName(name: string): boolean {
    if (!this.isName(name)) return false;
    this.next();
    return true;
  }

  /** Takes a token of the type, or reports what stands there instead. */
  expect(type: TokenType): boolean {
    if (this.skip(type)) return true;
    this.#failExpected(describeType(type));
    return false;
  }

  expectName(name: string): boolean {
    if (this.skipName(name)) return true;
    this.#failExpected(name);
    return false;
  }

  /** Takes the end of a tag; a broken tag that has none ends where its last token does. */
  takeTagEnd(type: 'block-end' | 'variable-end'): void {
    if (this.expect(type) || this.skip(type)) return;
    this.#takenEnd = Math.max(this.#takenEnd, this.#tokenAt(Math.max(this.#at - 1, 0)).span.end);
  }

  /** Takes any name; where there is none an empty identifier stands for it. */
  expectIdentifier(): Identifier {
    const token = this.current;
    if (token.type === 'name') {
      this.next();
      return { name: token.value, span: token.span };
    }
    this.#failExpected('name');
    return { name: '', span: this.gap() };
  }

  /** The empty span behind the previous token, for what is missing. */
  gap(): Span {
    const end = this.#takenEnd;
    return { start: end, end };
  }

  spanFrom(start: number): Span {
    return { start, end: Math.max(this.#takenEnd, start) };
  }

  /** Reports a problem, once in a tag, and moves to the tag's end. */
  fail(
    message: string,
    span: Span = this.current.span,
    errorType?: JinjaProblem['errorType'],
  ): void {
    if (this.#isTagBroken) return;
    this.report(message, span, errorType);
    this.#isTagBroken = true;
    while (!this.isOneOf(tagEnds)) this.#at += 1;
  }

  /** Reports a problem that concerns the structure, and keeps the place. */
  report(message: string, span: Span, errorType?: JinjaProblem['errorType']): void {
    if (this.problems.length >= maxProblems) return;
    this.problems.push(errorType === undefined ? { message, span } : { message, span, errorType });
  }

  /** Runs `parse` one level deeper, or reports that there are too many levels and gives `undefined`. */
  nest<T>(parse: () => T): T | undefined {
    if (this.#depth >= maxDepth) {
      this.fail('nested too deeply: Python stops here with a RecursionError, use fewer levels');
      return undefined;
    }
    this.#depth += 1;
    const result = parse();
    this.#depth -= 1;
    return result;
  }

  #tokenAt(index: number): Token {
    const token = this.#tokens[index] ?? this.#tokens.at(-1);
    if (token === undefined) throw new Error('a token list ends with an end token');
    return token;
  }

  #failExpected(expected: string): void {
    if (this.current.type === 'end') {
      this.fail(`unexpected end of template, expected '${expected}'.`, this.gap());
      return;
    }
    this.fail(`expected token '${expected}', got '${describeToken(this.current)}'`);
  }

  #reportErrorToken(): void {
    if (this.current.type !== 'error') return;
    this.fail(this.current.value);
  }
}
