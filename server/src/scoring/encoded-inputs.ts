import type { EncodedInput } from './tree-feeds.ts';

/**
 * The encoder's states of the last inputs, so that other choices for the same inputs cost the decoder alone. Holds at
 * most `maxBytes`; the longest unused go first.
 */
export class EncodedInputs {
  readonly #maxBytes: number;
  readonly #states = new Map<string, EncodedInput>();
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get(tokens: readonly number[]): EncodedInput | undefined {
    const key = tokens.join(' ');
    const found = this.#states.get(key);
    if (found !== undefined) {
      this.#states.delete(key);
      this.#states.set(key, found);
    }
    return found;
  }

  add(tokens: readonly number[], states: EncodedInput): void {
    const key = tokens.join(' ');
    if (this.#states.has(key)) {
      return;
    }
    this.#states.set(key, states);
    this.#bytes += states.data.byteLength;
    for (const [oldest, { data }] of this.#states) {
      if (this.#bytes <= this.#maxBytes) {
        return;
      }
      this.#states.delete(oldest);
      this.#bytes -= data.byteLength;
    }
  }
}
