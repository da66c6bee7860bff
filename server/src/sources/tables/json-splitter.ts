import {
  PendingRecord,
  type RecordPlace,
  type RecordSplitter,
  type TextRecord,
} from './records.ts';

const lineFeed = 0x0a;
const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openBracket = 0x5b;
const openBrace = 0x7b;
const closeBracket = 0x5d;
const closeBrace = 0x7d;

/**
 * The items of a list are records, or else the values that follow one another. What stands between them counts as a
 * record too where it is not white space or a comma, so that nothing wrong is passed over.
 */
export class JsonSplitter implements RecordSplitter {
  readonly #pending = new PendingRecord();
  #offset: number;
  #line: number;
  #startLine: number;
  #isInList: boolean;
  #hasBegun: boolean;
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  /** Whether something of a record was seen. */
  #isInRecord = false;

  /** `isInList`: the place is in the list that the file is. */
  constructor({ offset, line }: RecordPlace, isInList: boolean) {
    this.#offset = offset;
    this.#line = line;
    this.#startLine = line;
    this.#isInList = isInList;
    this.#hasBegun = offset > 0;
  }

  push(chunk: Uint8Array): readonly TextRecord[] {
    const records: TextRecord[] = [];
    let start = 0;
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index] ?? 0;
      if (byte === lineFeed) this.#line += 1;
      if (this.#isInString) {
        this.#stepInString(byte);
        continue;
      }
      if (this.#isBetween(byte)) {
        this.#pending.push(chunk.subarray(start, index));
        this.#take(records, this.#offset + index + 1);
        start = index + 1;
        continue;
      }
      if (!this.#isInRecord) {
        this.#isInRecord = true;
        this.#startLine = this.#line;
      }
      if (byte === quote) this.#isInString = true;
      else if (byte === openBracket || byte === openBrace) this.#depth += 1;
      else if (byte === closeBracket || byte === closeBrace) {
        this.#depth = Math.max(0, this.#depth - 1);
        if (this.#depth === 0) {
          this.#pending.push(chunk.subarray(start, index + 1));
          this.#take(records, this.#offset + index + 1);
          start = index + 1;
        }
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

  #stepInString(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === backslash) this.#isEscaped = true;
    else if (byte === quote) this.#isInString = false;
  }

  /** White space and commas between records, and the brackets of the list that the file is. */
  #isBetween(byte: number): boolean {
    if (this.#depth > 0) return false;
    const isSpace = byte === 0x20 || byte === lineFeed || byte === 0x0d || byte === 0x09;
    if (isSpace) return true;
    if (!this.#hasBegun) {
      this.#hasBegun = true;
      this.#isInList = byte === openBracket;
      return this.#isInList;
    }
    return this.#isInList && (byte === comma || byte === closeBracket);
  }

  #take(records: TextRecord[], end: number): void {
    const bytes = this.#pending.take();
    if (this.#isInRecord) records.push({ bytes, end, line: this.#startLine });
    this.#isInRecord = false;
  }
}
