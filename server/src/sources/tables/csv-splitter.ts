import {
  PendingRecord,
  type RecordPlace,
  type RecordSplitter,
  type TextRecord,
} from './records.ts';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;

/** Lines that are not empty are records; within quotes a line goes on, as pandas reads it. */
export class CsvSplitter implements RecordSplitter {
  readonly #separator: number;
  readonly #pending = new PendingRecord();
  #offset: number;
  #line: number;
  /** Lines that the pending record goes over. */
  #lineFeeds = 0;
  #isQuoted = false;
  #isFieldStart = true;
  #endedWithReturn = false;

  constructor({ offset, line }: RecordPlace, separator: string) {
    this.#offset = offset;
    this.#line = line;
    this.#separator = separator.charCodeAt(0);
  }

  push(chunk: Uint8Array): readonly TextRecord[] {
    const records: TextRecord[] = [];
    let start = 0;
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index];
      if (
        this.#endedWithReturn &&
        byte === lineFeed &&
        this.#pending.size === 0 &&
        start === index
      ) {
        this.#endedWithReturn = false;
        start = index + 1;
        continue;
      }
      this.#endedWithReturn = false;
      if (byte === quote) {
        if (this.#isQuoted) this.#isQuoted = false;
        else if (this.#isFieldStart || chunk[index - 1] === quote) this.#isQuoted = true;
        this.#isFieldStart = false;
      } else if (this.#isQuoted) {
        if (byte === lineFeed) this.#lineFeeds += 1;
      } else if (byte === lineFeed || byte === carriageReturn) {
        this.#pending.push(chunk.subarray(start, index));
        start = index + 1;
        this.#endedWithReturn = byte === carriageReturn;
        this.#take(records, this.#offset + start);
      } else {
        this.#isFieldStart = byte === this.#separator;
      }
    }
    this.#pending.push(chunk.subarray(start));
    this.#offset += chunk.length;
    return records;
  }

  finish(): readonly TextRecord[] {
    const records: TextRecord[] = [];
    this.#take(records, this.#offset);
    return records;
  }

  #take(records: TextRecord[], end: number): void {
    const isEmpty = this.#pending.size === 0;
    const bytes = this.#pending.take();
    if (!isEmpty) records.push({ bytes, end, line: this.#line });
    this.#line += 1 + this.#lineFeeds;
    this.#lineFeeds = 0;
    this.#isFieldStart = true;
    this.#isQuoted = false;
  }
}
