import {
  isBlank,
  PendingRecord,
  type RecordPlace,
  type RecordSplitter,
  type TextRecord,
} from './records.ts';

const lineFeed = 0x0a;

/** Every line that is not blank is a record. */
export class LineSplitter implements RecordSplitter {
  readonly #pending = new PendingRecord();
  #offset: number;
  #line: number;

  constructor({ offset, line }: RecordPlace) {
    this.#offset = offset;
    this.#line = line;
  }

  push(chunk: Uint8Array): readonly TextRecord[] {
    const records: TextRecord[] = [];
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      this.#pending.push(chunk.subarray(start, end));
      start = end + 1;
      this.#take(records, this.#offset + start);
    }
    this.#pending.push(chunk.subarray(start));
    this.#offset += chunk.length;
    return records;
  }

  finish(): readonly TextRecord[] {
    const records: TextRecord[] = [];
    if (this.#pending.size > 0) this.#take(records, this.#offset);
    return records;
  }

  #take(records: TextRecord[], end: number): void {
    const bytes = this.#pending.take();
    if (bytes === null || !isBlank(bytes)) records.push({ bytes, end, line: this.#line });
    this.#line += 1;
  }
}
