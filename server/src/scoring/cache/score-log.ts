import { appendFile, mkdir, open, stat, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { encodeRecord, RECORD_BYTES, readRecords } from './score-records.ts';

/** A key with its score. */
export type KeyedScore = readonly [key: Buffer, score: number];

/** Bytes read at once from a file that may be hundreds of megabytes long. */
const READ_BYTES = 2 ** 20;

/**
 * A file that any number of processes append scores to and read from at the same time. Each append is one write behind
 * the end of the file, and what a process that was killed left half written is passed over.
 */
export class ScoreLog {
  readonly path: string;
  #offset = 0;
  #inode = 0;

  constructor(path: string) {
    this.path = path;
  }

  /** Visits what was added since the last time, by whomever: where its key lies, and its value. */
  async readNew(visit: (bytes: Buffer, at: number, value: number) => void): Promise<void> {
    const found = await stat(this.path).catch(() => undefined);
    if (found === undefined) return;
    if (found.ino !== this.#inode || found.size < this.#offset) {
      // Another process wrote the file anew.
      this.#inode = found.ino;
      this.#offset = 0;
    }
    if (found.size - this.#offset < RECORD_BYTES) return;
    const file = await open(this.path, 'r');
    try {
      const buffer = Buffer.alloc(Math.min(READ_BYTES, found.size - this.#offset));
      for (;;) {
        const { bytesRead } = await file.read(buffer, 0, buffer.length, this.#offset);
        const bytes = buffer.subarray(0, bytesRead);
        const done = readRecords(bytes, (at, value) => visit(bytes, at, value));
        this.#offset += done;
        if (done === 0) return;
      }
    } finally {
      await file.close();
    }
  }

  /** Adds records in one write; answers how many bytes that took. Rejects where the disk is full. */
  async append(scores: readonly KeyedScore[]): Promise<number> {
    const bytes = Buffer.concat(scores.map(([key, value]) => encodeRecord(key, value)));
    await mkdir(dirname(this.path), { recursive: true });
    await appendFile(this.path, bytes);
    return bytes.length;
  }

  /** Tells that the file is in use: the ones that are not go first when space is needed. */
  async touch(): Promise<void> {
    const now = new Date();
    await utimes(this.path, now, now).catch(() => {});
  }
}
