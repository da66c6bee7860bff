import type { Cursor } from './cursor.ts';
import { refuse } from './syntax-error.ts';

/** A place where a key without `?` may have started; the `:` behind it decides. */
export interface SimpleKey {
  readonly tokenIndex: number;
  /** Whether nothing but a key can stand here. */
  readonly isRequired: boolean;
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** The possible keys of PyYAML's scanner: at most one for each level of brackets. */
export class SimpleKeys {
  readonly #cursor: Cursor;
  /** The oldest first, since a level's key is removed before the next one is saved. */
  readonly #keys = new Map<number, SimpleKey>();

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
  }

  /** The first token that a later `:` can still turn into a key. */
  get firstOpenToken(): number {
    const open = [...this.#keys.values()].map((key) => key.tokenIndex);
    return Math.min(Number.POSITIVE_INFINITY, ...open);
  }

  /** Notes that a key may start at the cursor. */
  save(level: number, tokenIndex: number, isRequired: boolean): void {
    this.remove(level);
    const { offset, line, column } = this.#cursor;
    this.#keys.set(level, { tokenIndex, isRequired, offset, line, column });
  }

  /** The key that a `:` at the cursor ends. */
  take(level: number): SimpleKey | undefined {
    const key = this.#keys.get(level);
    this.#keys.delete(level);
    return key;
  }

  /** Notes that what may have been a key is none. */
  remove(level: number): void {
    const key = this.#keys.get(level);
    if (key?.isRequired) this.#refuseMissingColon(key);
    this.#keys.delete(level);
  }

  /** A key and its `:` stand on one line, not too far apart. */
  removeStale(): void {
    for (const [level, key] of this.#keys) {
      if (key.line === this.#cursor.line && !this.#isTooLong(key)) return;
      this.remove(level);
    }
  }

  clear(): void {
    this.#keys.clear();
  }

  #isTooLong(key: SimpleKey): boolean {
    const { text, offset } = this.#cursor;
    if (offset - key.offset <= LONGEST_KEY) return false;
    if (offset - key.offset > 2 * LONGEST_KEY) return true;
    return [...text.slice(key.offset, offset)].length > LONGEST_KEY;
  }

  #refuseMissingColon(key: SimpleKey): never {
    const { text } = this.#cursor;
    const lineLength = text.slice(key.offset).search(/[\r\n\x85\u2028\u2029]|$/);
    return refuse(
      'Expected `:` and a value after this key. Add them, or indent the line if it continues the value above.',
      { start: key.offset, end: key.offset + Math.max(lineLength, 1) },
    );
  }
}

/** PyYAML's limit of a key without `?`, in characters. */
const LONGEST_KEY = 1024;
