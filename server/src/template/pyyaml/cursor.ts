import { code, END, endsIndicator, isBreak } from './characters.ts';

const BYTE_ORDER_MARK = 0xfeff;
const WORDS = /[\w.;/()]+(?: [\w.;/()]+)*/y;

/** A place in a text that moves forward and knows its line and column. */
export class Cursor {
  readonly text: string;
  /** The text counts as ending here. */
  readonly limit: number;
  offset: number;
  line = 0;
  #lineStart: number;

  constructor(text: string, start = 0, limit = text.length) {
    this.text = text;
    this.limit = limit;
    this.offset = start;
    this.#lineStart = start === 0 ? 0 : lineStartBefore(text, start);
  }

  /** UTF-16 units since the line's start. */
  get column(): number {
    return this.offset - this.#lineStart;
  }

  /** The code unit `distance` units ahead, or `END`. */
  peek(distance = 0): number {
    const offset = this.offset + distance;
    return offset < this.limit ? this.text.charCodeAt(offset) : END;
  }

  /** Goes over characters that are no line break. */
  advance(length = 1): void {
    this.offset += length;
  }

  /** Goes over a byte order mark, which takes no column. */
  skipByteOrderMark(): void {
    if (this.peek() !== BYTE_ORDER_MARK) return;
    this.offset += 1;
    this.#lineStart += 1;
  }

  skipWhile(accepts: (unit: number) => boolean): void {
    while (this.offset < this.limit && accepts(this.text.charCodeAt(this.offset))) this.offset += 1;
  }

  /**
   * Goes over words between single blanks, of characters that mean nothing anywhere in YAML: no further than the rules
   * of any scalar would go, and much faster.
   */
  skipWords(): void {
    WORDS.lastIndex = this.offset;
    if (WORDS.test(this.text) && WORDS.lastIndex <= this.limit) this.offset = WORDS.lastIndex;
  }

  /** Goes over one line break and gives what YAML 1.1 makes of it; `''` where there is none. */
  takeBreak(): string {
    const unit = this.peek();
    if (!isBreak(unit)) return '';
    const isPair = unit === code('\r') && this.peek(1) === code('\n');
    this.offset += isPair ? 2 : 1;
    this.line += 1;
    this.#lineStart = this.offset;
    return unit === 0x2028 || unit === 0x2029 ? String.fromCharCode(unit) : '\n';
  }

  /** Whether `---` or `...` stands here as a word of its own. */
  isAtDocumentMark(): boolean {
    const unit = this.peek();
    return (
      (unit === code('-') || unit === code('.')) &&
      this.peek(1) === unit &&
      this.peek(2) === unit &&
      endsIndicator(this.peek(3))
    );
  }
}

function lineStartBefore(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isBreak(text.charCodeAt(start - 1))) start -= 1;
  return start;
}
