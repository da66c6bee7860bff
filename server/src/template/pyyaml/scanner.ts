import type { Span } from '../../text/span.ts';
import { readBlockScalar } from './block-scalar.ts';
import { code, describe, END, endsIndicator, isBreak, SPACE } from './characters.ts';
import { Cursor } from './cursor.ts';
import { readPlainScalar } from './plain-scalar.ts';
import { readQuotedScalar } from './quoted-scalar.ts';
import { scanAnchor, scanDirective, scanTag } from './scan-properties.ts';
import { type SimpleKey, SimpleKeys } from './simple-keys.ts';
import { refuse, YamlSyntaxError } from './syntax-error.ts';
import type { MarkKind, Token } from './tokens.ts';

/** Tokens of a text; `failure` says why there are no more, where PyYAML's scanner refuses the text. */
export interface Scan {
  readonly tokens: readonly Token[];
  readonly failure?: YamlSyntaxError;
}

/** Splits a range of a text into the tokens of PyYAML's `Scanner`, which keeps the rules of YAML 1.1 as PyYAML has them. */
export function scanYaml(text: string, range: Span): Scan {
  const scanner = new Scanner(text, range);
  try {
    scanner.run();
    return { tokens: scanner.tokens };
  } catch (error) {
    if (!(error instanceof YamlSyntaxError)) throw error;
    return { tokens: scanner.settledTokens(), failure: error };
  }
}

class Scanner {
  readonly tokens: Token[] = [];
  readonly #cursor: Cursor;
  readonly #keys: SimpleKeys;
  readonly #indents: number[] = [];
  #indent = -1;
  #flowLevel = 0;
  #allowsSimpleKey = true;

  constructor(text: string, range: Span) {
    this.#cursor = new Cursor(text, range.start, range.end);
    this.#keys = new SimpleKeys(this.#cursor);
  }

  run(): void {
    if (this.#cursor.offset === 0) this.#cursor.skipByteOrderMark();
    do this.#skipToToken();
    while (this.#fetchToken());
  }

  /** The tokens that no later `:` can turn into a key. */
  settledTokens(): readonly Token[] {
    return this.tokens.slice(0, Math.min(this.tokens.length, this.#keys.firstOpenToken));
  }

  #skipToToken(): void {
    const cursor = this.#cursor;
    for (;;) {
      cursor.skipWhile((unit) => unit === SPACE);
      if (cursor.peek() === code('#')) cursor.skipWhile((unit) => !isBreak(unit));
      if (cursor.takeBreak() === '') break;
      if (this.#flowLevel === 0) this.#allowsSimpleKey = true;
    }
    this.#keys.removeStale();
    this.#unwindIndent(cursor.column);
  }

  /** Adds the next token or two; false behind the last one. */
  #fetchToken(): boolean {
    const cursor = this.#cursor;
    const unit = cursor.peek();
    if (unit === END) {
      this.#fetchStreamEnd();
      return false;
    }
    if (cursor.column === 0 && this.#fetchDocumentLevel(unit)) return true;
    const character = String.fromCharCode(unit);
    const flowMark = FLOW_MARKS.get(character);
    if (flowMark !== undefined) this.#fetchFlowMark(character, flowMark);
    else if (character === '-' && endsIndicator(cursor.peek(1))) this.#fetchBlockEntry();
    else if (character === '?' && this.#isIndicator()) this.#fetchKey();
    else if (character === ':' && this.#isIndicator()) this.#fetchValue();
    else this.#fetchContent(character);
    return true;
  }

  #fetchDocumentLevel(unit: number): boolean {
    const cursor = this.#cursor;
    if (unit === code('%')) {
      this.#endDocumentContent();
      this.tokens.push(scanDirective(cursor));
      return true;
    }
    if (!cursor.isAtDocumentMark()) return false;
    this.#endDocumentContent();
    this.#addMark(unit === code('-') ? 'document-start' : 'document-end', 3);
    return true;
  }

  #endDocumentContent(): void {
    this.#unwindIndent(-1);
    this.#removeKey();
    this.#allowsSimpleKey = false;
  }

  #fetchStreamEnd(): void {
    this.#endDocumentContent();
    this.#keys.clear();
    this.#addMark('stream-end', 0);
  }

  #fetchFlowMark(character: string, kind: MarkKind): void {
    if (character === '[' || character === '{') {
      this.#saveKey();
      this.#flowLevel += 1;
      this.#allowsSimpleKey = true;
    } else if (character === ',') {
      this.#allowsSimpleKey = true;
      this.#removeKey();
    } else {
      this.#removeKey();
      this.#flowLevel -= 1;
      this.#allowsSimpleKey = false;
    }
    this.#addMark(kind, 1);
  }

  #fetchBlockEntry(): void {
    if (this.#flowLevel === 0) {
      if (!this.#allowsSimpleKey) {
        refuse('A list item (`- `) cannot start here. Put it on a line of its own.', this.#here());
      }
      this.#startBlock('block-sequence-start');
    }
    this.#allowsSimpleKey = true;
    this.#removeKey();
    this.#addMark('block-entry', 1);
  }

  #fetchKey(): void {
    if (this.#flowLevel === 0) {
      if (!this.#allowsSimpleKey) {
        refuse('A key (`? `) cannot start here. Put it on a line of its own.', this.#here());
      }
      this.#startBlock('block-mapping-start');
    }
    this.#allowsSimpleKey = this.#flowLevel === 0;
    this.#removeKey();
    this.#addMark('key', 1);
  }

  #fetchValue(): void {
    const key = this.#keys.take(this.#flowLevel);
    if (key !== undefined) {
      this.#insertKey(key);
    } else {
      if (this.#flowLevel === 0) {
        if (!this.#allowsSimpleKey) {
          refuse(
            'A second `:` followed by a blank cannot stand in one unquoted value: YAML takes it for the end of a key. Put the whole value in quotes.',
            this.#here(),
          );
        }
        this.#startBlock('block-mapping-start');
      }
      this.#allowsSimpleKey = this.#flowLevel === 0;
      this.#removeKey();
    }
    this.#addMark('value', 1);
  }

  /** What was read since the key's place turns out to be a key. */
  #insertKey(key: SimpleKey): void {
    const span = { start: key.offset, end: key.offset };
    const marks: Token[] = [{ kind: 'key', span }];
    if (this.#flowLevel === 0 && this.#addIndent(key.column)) {
      marks.unshift({ kind: 'block-mapping-start', span });
    }
    this.tokens.splice(key.tokenIndex, 0, ...marks);
    this.#allowsSimpleKey = false;
  }

  #fetchContent(character: string): void {
    const cursor = this.#cursor;
    if ((character === '|' || character === '>') && this.#flowLevel === 0) {
      this.#allowsSimpleKey = true;
      this.#removeKey();
      this.#addScalar(readBlockScalar(cursor, this.#indent, refuse));
      return;
    }
    const isPlain = this.#startsPlain(character);
    if (!isPlain && !'*&!\'"'.includes(character)) this.#refuseCharacter(character);
    this.#saveKey();
    this.#allowsSimpleKey = false;
    if (character === '*' || character === '&') this.tokens.push(scanAnchor(cursor));
    else if (character === '!') this.tokens.push(scanTag(cursor));
    else if (isPlain) this.#fetchPlain();
    else this.#addScalar(readQuotedScalar(cursor, refuse));
  }

  #fetchPlain(): void {
    const plain = readPlainScalar(this.#cursor, this.#indent + 1, this.#flowLevel > 0);
    this.#addScalar(plain.source);
    this.#allowsSimpleKey = plain.passedBreak;
  }

  #startsPlain(character: string): boolean {
    if (!'\t-?:,[]{}#&*!|>\'"%@`'.includes(character)) return true;
    if (endsIndicator(this.#cursor.peek(1))) return false;
    return character === '-' || (this.#flowLevel === 0 && '?:'.includes(character));
  }

  #refuseCharacter(character: string): never {
    return refuse(
      character === '\t'
        ? 'A tab cannot stand here: YAML indents and separates with blanks. Replace the tab by blanks, or put the text in quotes.'
        : `A value cannot start with ${describe(code(character))} in YAML. Put the text in quotes.`,
      this.#here(),
    );
  }

  /** Inside brackets PyYAML takes every `?` and `:` for an indicator. */
  #isIndicator(): boolean {
    return this.#flowLevel > 0 || endsIndicator(this.#cursor.peek(1));
  }

  #saveKey(): void {
    if (!this.#allowsSimpleKey) return;
    const isRequired = this.#flowLevel === 0 && this.#indent === this.#cursor.column;
    this.#keys.save(this.#flowLevel, this.tokens.length, isRequired);
  }

  #removeKey(): void {
    this.#keys.remove(this.#flowLevel);
  }

  #unwindIndent(column: number): void {
    if (this.#flowLevel > 0) return;
    while (this.#indent > column) {
      this.#indent = this.#indents.pop() ?? -1;
      this.#addMark('block-end', 0);
    }
  }

  #addIndent(column: number): boolean {
    if (this.#indent >= column) return false;
    this.#indents.push(this.#indent);
    this.#indent = column;
    return true;
  }

  #startBlock(kind: MarkKind): void {
    if (this.#addIndent(this.#cursor.column)) this.#addMark(kind, 0);
  }

  #addScalar(source: Extract<Token, { kind: 'scalar' }>['source']): void {
    this.tokens.push({ kind: 'scalar', source, span: source.span });
  }

  #addMark(kind: MarkKind, length: number): void {
    const { offset } = this.#cursor;
    this.#cursor.advance(length);
    this.tokens.push({ kind, span: { start: offset, end: offset + length } });
  }

  #here(): Span {
    return { start: this.#cursor.offset, end: this.#cursor.offset + 1 };
  }
}

const FLOW_MARKS: ReadonlyMap<string, MarkKind> = new Map([
  ['[', 'flow-sequence-start'],
  ['{', 'flow-mapping-start'],
  [']', 'flow-sequence-end'],
  ['}', 'flow-mapping-end'],
  [',', 'flow-entry'],
]);
