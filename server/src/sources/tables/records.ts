/** Text files as rows of bytes: where one ends and the next begins. */

/** One record, without its line end; `bytes` is null where it is too long to be a row. */
export interface TextRecord {
  readonly bytes: Uint8Array | null;
  /** Where the next record begins. */
  readonly end: number;
  /** 1-based number of the line that it begins on. */
  readonly line: number;
}

/** Takes a file piece by piece, in order. */
export interface RecordSplitter {
  push(chunk: Uint8Array): readonly TextRecord[];
  /** What is left at the end of the file. */
  finish(): readonly TextRecord[];
}

/** Where a splitter may begin other than at the start of the file. */
export interface RecordPlace {
  readonly offset: number;
  readonly line: number;
}

/** A longer record is no row: it is skipped, so that no file can fill the memory. */
const longestRecordBytes = 64 * 1024 * 1024;

/** What splitters share: bytes of a record that are not complete yet. */
export class PendingRecord {
  #pieces: Uint8Array[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(piece: Uint8Array): void {
    this.#size += piece.length;
    if (this.#size > longestRecordBytes) this.#pieces = [];
    else if (piece.length > 0) this.#pieces.push(piece);
  }

  /** Null for a record that is too long. */
  take(): Uint8Array | null {
    const [first = new Uint8Array(0), ...more] = this.#pieces;
    const bytes = more.length === 0 ? first : Buffer.concat(this.#pieces);
    const isTooLong = this.#size > longestRecordBytes;
    this.#pieces = [];
    this.#size = 0;
    return isTooLong ? null : bytes;
  }
}

/** Whether there is nothing but white space. */
export function isBlank(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte !== 0x20 && byte !== 0x0d && byte !== 0x09) return false;
  return true;
}
