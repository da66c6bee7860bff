import type { RecordPlace, RecordSplitter, TextRecord } from './records.ts';
import type { TextSource } from './text-source.ts';

/** Between the places that are remembered lie so many records. */
const stride = 1000;

interface Mark extends RecordPlace {
  /** Number of records before it. */
  readonly record: number;
}

/** Finds records by their number; places are remembered while the file is read, so that a later look is quick. */
export class RecordIndex {
  readonly #source: TextSource;
  readonly #createSplitter: (place: RecordPlace) => RecordSplitter;
  readonly #marks: Mark[] = [{ record: 0, offset: 0, line: 1 }];
  #count: number | null = null;
  #counting: Promise<number> | undefined;
  #isClosed = false;

  constructor(source: TextSource, createSplitter: (place: RecordPlace) => RecordSplitter) {
    this.#source = source;
    this.#createSplitter = createSplitter;
  }

  get count(): number | null {
    return this.#count;
  }

  /** Reads the file to its end, in the background of other work. */
  countAll(): Promise<number> {
    this.#counting ??= this.#countRest();
    return this.#counting;
  }

  /** Records from a number on, as far as the caller takes them; several at a time. */
  async *read(from: number): AsyncGenerator<readonly TextRecord[]> {
    const mark = this.#markBefore(from);
    let number = mark.record;
    for await (const records of this.#split(mark)) {
      const skipped = Math.min(records.length, Math.max(0, from - number));
      this.#remember(records, number);
      number += records.length;
      if (skipped < records.length) yield records.slice(skipped);
    }
    this.#count ??= number;
  }

  close(): void {
    this.#isClosed = true;
  }

  async #countRest(): Promise<number> {
    for await (const _records of this.read(this.#marks.at(-1)?.record ?? 0)) {
      if (this.#isClosed) break;
    }
    return this.#count ?? 0;
  }

  async *#split(mark: Mark): AsyncGenerator<readonly TextRecord[]> {
    const splitter = this.#createSplitter(mark);
    for await (const chunk of this.#source.chunks(mark.offset)) yield splitter.push(chunk);
    yield splitter.finish();
  }

  #markBefore(record: number): Mark {
    const [first = { record: 0, offset: 0, line: 1 }] = this.#marks;
    if (!this.#source.canSeek) return first;
    let [low, high] = [0, this.#marks.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#marks[middle]?.record ?? 0) <= record) low = middle;
      else high = middle - 1;
    }
    return this.#marks[low] ?? first;
  }

  #remember(records: readonly TextRecord[], number: number): void {
    const known = this.#marks.at(-1)?.record ?? 0;
    for (let next = known + stride; next < number + records.length; next += stride) {
      const [before, at] = [records[next - number - 1], records[next - number]];
      // What came before this piece was remembered with it.
      if (before === undefined || at === undefined) continue;
      this.#marks.push({ record: next, offset: before.end, line: at.line });
    }
  }
}
