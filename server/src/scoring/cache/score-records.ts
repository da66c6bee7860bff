/** Scores as bytes of a file: records of one length with a checksum each, so that a torn one harms no other. */
import { KEY_BYTES } from './score-key.ts';

/** Key, value as float64, checksum. */
export const RECORD_BYTES = KEY_BYTES + 8 + 4;

const CHECKED_BYTES = RECORD_BYTES - 4;

export function encodeRecord(key: Uint8Array, value: number): Buffer {
  const record = Buffer.alloc(RECORD_BYTES);
  record.set(key);
  record.writeDoubleLE(value, KEY_BYTES);
  record.writeUInt32LE(checksum(record, 0), CHECKED_BYTES);
  return record;
}

/**
 * Visits the records by where their keys begin, and finds the next one behind bytes that are none. Answers how many
 * bytes are done with: what is left may be the beginning of a record that is being written.
 */
export function readRecords(bytes: Buffer, visit: (at: number, value: number) => void): number {
  let at = 0;
  while (at + RECORD_BYTES <= bytes.length) {
    const value = bytes.readDoubleLE(at + KEY_BYTES);
    const isWhole = checksum(bytes, at) === bytes.readUInt32LE(at + CHECKED_BYTES);
    if (isWhole && Number.isFinite(value)) {
      visit(at, value);
      at += RECORD_BYTES;
    } else {
      at++;
    }
  }
  return at;
}

/**
 * MurmurHash3's mixing of words (Appleby). Not zero for zeros, so that a run of them, as a crash of the system leaves
 * behind, is no record.
 */
function checksum(bytes: Buffer, at: number): number {
  let hash = 0x7033;
  for (let word = at; word < at + CHECKED_BYTES; word += 4) {
    let mixed = Math.imul(bytes.readUInt32LE(word), 0xcc9e2d51);
    mixed = Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
    hash ^= mixed;
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
