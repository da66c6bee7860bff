/** Where lines break at a single blank: PyYAML's `best_width`. */
export const BEST_WIDTH = 80;

const BEST_INDENT = 2;

/** The part of PyYAML's `Emitter` that counts columns: what is written, and where the line stands. */
export class EmitterStream {
  readonly #pieces: string[] = [];
  #indent: number | null;
  #column: number;
  /** Whether the last character was a blank or a line break that the emitter wrote. */
  #whitespace: boolean;
  /** Whether the line holds nothing yet but indentation and `-`, `?` or `:`. */
  #indention: boolean;

  /** At the start of a document, or behind a colon of a mapping with that indent. */
  constructor(place?: { readonly indent: number; readonly column: number }) {
    this.#indent = place?.indent ?? null;
    this.#column = place?.column ?? 0;
    this.#whitespace = place === undefined;
    this.#indention = place === undefined;
  }

  get text(): string {
    return this.#pieces.join('');
  }

  get isPastWidth(): boolean {
    return this.#column > BEST_WIDTH;
  }

  get column(): number {
    return this.#column;
  }

  get isAtIndention(): boolean {
    return this.#indention;
  }

  get endsInWhitespace(): boolean {
    return this.#whitespace;
  }

  /** `increase_indent` around what `write` writes. */
  indented(kind: 'block' | 'indentless' | 'scalar', write: () => void): void {
    const outer = this.#indent;
    if (outer === null) this.#indent = kind === 'scalar' ? BEST_INDENT : 0;
    else if (kind !== 'indentless') this.#indent = outer + BEST_INDENT;
    write();
    this.#indent = outer;
  }

  /** Characters of a scalar, which change no flag. */
  write(text: string): void {
    this.#pieces.push(text);
    this.#column += text.length;
  }

  writeIndicator(
    indicator: string,
    { needsWhitespace = false, isWhitespace = false, isIndention = false } = {},
  ): void {
    this.write(needsWhitespace && !this.#whitespace ? ` ${indicator}` : indicator);
    this.#whitespace = isWhitespace;
    this.#indention &&= isIndention;
  }

  writeIndent(): void {
    const indent = this.#indent ?? 0;
    const isTooFar = this.#column > indent || (this.#column === indent && !this.#whitespace);
    if (!this.#indention || isTooFar) this.writeLineBreak();
    if (this.#column < indent) {
      this.#whitespace = true;
      this.write(' '.repeat(indent - this.#column));
    }
  }

  writeLineBreak(): void {
    this.#pieces.push('\n');
    this.#column = 0;
    this.#whitespace = true;
    this.#indention = true;
  }

  /** What follows is inside a scalar. */
  enterScalar(): void {
    this.#whitespace = false;
    this.#indention = false;
  }
}
