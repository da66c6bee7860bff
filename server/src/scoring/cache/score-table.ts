/** Words of a key. */
const WORDS = 4;

/**
 * Scores by their keys: a hash table with open addressing in typed arrays, because millions of scores in a `Map` would
 * take several times the memory.
 */
export class ScoreTable {
  #size = 0;
  /** Number of slots, a power of two. */
  #slots = 1024;
  #keys = new Uint32Array(WORDS * this.#slots);
  /** NaN where a slot is free: no such score is kept. */
  #values = new Float64Array(this.#slots).fill(Number.NaN);
  readonly #key = new Uint32Array(WORDS);

  get size(): number {
    return this.#size;
  }

  /** The key lies in `bytes`, from `at` on. */
  get(bytes: Buffer, at = 0): number | undefined {
    this.#readKey(bytes, at);
    const value = this.#values[this.#slotOf(this.#key, 0)] ?? Number.NaN;
    return Number.isNaN(value) ? undefined : value;
  }

  /** `value` is finite. */
  set(bytes: Buffer, at: number, value: number): void {
    this.#readKey(bytes, at);
    const slot = this.#slotOf(this.#key, 0);
    if (Number.isNaN(this.#values[slot])) {
      this.#size++;
    }
    this.#put(slot, this.#key, 0, value);
    if (this.#size > 0.75 * this.#slots) {
      this.#grow();
    }
  }

  #readKey(bytes: Buffer, at: number): void {
    for (let word = 0; word < WORDS; word++) {
      this.#key[word] = bytes.readUInt32LE(at + 4 * word);
    }
  }

  #put(slot: number, words: Uint32Array, first: number, value: number): void {
    for (let word = 0; word < WORDS; word++) {
      this.#keys[WORDS * slot + word] = words[first + word] ?? 0;
    }
    this.#values[slot] = value;
  }

  /** Where the key that begins at `first` is, or could be put. */
  #slotOf(words: Uint32Array, first: number): number {
    const mask = this.#slots - 1;
    let slot = (words[first] ?? 0) & mask;
    while (!Number.isNaN(this.#values[slot]) && !this.#holds(slot, words, first)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #holds(slot: number, words: Uint32Array, first: number): boolean {
    for (let word = 0; word < WORDS; word++) {
      if (this.#keys[WORDS * slot + word] !== words[first + word]) return false;
    }
    return true;
  }

  #grow(): void {
    const [keys, values] = [this.#keys, this.#values];
    this.#slots *= 2;
    this.#keys = new Uint32Array(WORDS * this.#slots);
    this.#values = new Float64Array(this.#slots).fill(Number.NaN);
    for (const [index, value] of values.entries()) {
      if (!Number.isNaN(value)) {
        this.#put(this.#slotOf(keys, WORDS * index), keys, WORDS * index, value);
      }
    }
  }
}
