/** What the repetition levels of a page tell about its rows. */
export interface PageRows {
  /** Rows that begin in the page. */
  readonly count: number;
  /** Whether the first value goes on with a row of the page before. */
  readonly continues: boolean;
}

/**
 * Counts the repetition levels that are 0, with which a row begins, among those at the start of a page (data page
 * version 1: their length in bytes stands before them).
 */
export function countRows(page: Uint8Array, maxLevel: number, valueCount: number): PageRows {
  const length = new DataView(page.buffer, page.byteOffset, page.byteLength).getUint32(0, true);
  let [seen, count] = [0, 0];
  let continues = false;
  readLevels(page.subarray(4, 4 + length), maxLevel, valueCount, (level, times) => {
    if (seen === 0) continues = level !== 0;
    if (level === 0) count += times;
    seen += times;
  });
  return { count, continues };
}

/** Counts the definition levels that are the highest, which is where values are. */
export function countValues(levels: Uint8Array, maxLevel: number, valueCount: number): number {
  let count = 0;
  readLevels(levels, maxLevel, valueCount, (level, times) => {
    if (level === maxLevel) count += times;
  });
  return count;
}

type TakeLevel = (level: number, times: number) => void;

/** Reads runs of Parquet's RLE/bit-packing hybrid. */
function readLevels(
  levels: Uint8Array,
  maxLevel: number,
  valueCount: number,
  take: TakeLevel,
): void {
  const view = new DataView(levels.buffer, levels.byteOffset, levels.byteLength);
  const width = 32 - Math.clz32(maxLevel);
  const reader = { view, offset: 0 };
  let seen = 0;
  while (seen < valueCount && reader.offset < levels.length) {
    const header = readVarint(reader);
    const isPacked = (header & 1) === 1;
    const groups = header >>> 1;
    const count = Math.min(isPacked ? groups * 8 : groups, valueCount - seen);
    if (isPacked) readPacked(reader, width, count, groups, take);
    else take(readLevel(reader, width), count);
    seen += count;
  }
  if (seen < valueCount) throw new RangeError('the levels of a page end too early');
}

interface Reader {
  readonly view: DataView;
  offset: number;
}

function readVarint(reader: Reader): number {
  let value = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = reader.view.getUint8(reader.offset);
    reader.offset += 1;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return value >>> 0;
  }
  throw new RangeError('a length in a page is too long');
}

function readLevel(reader: Reader, width: number): number {
  let level = 0;
  for (let shift = 0; shift < width; shift += 8) {
    level |= reader.view.getUint8(reader.offset) << shift;
    reader.offset += 1;
  }
  return level;
}

function readPacked(
  reader: Reader,
  width: number,
  wanted: number,
  groups: number,
  take: TakeLevel,
): void {
  const mask = (1 << width) - 1;
  let [bits, held] = [0, 0];
  let at = reader.offset;
  for (let index = 0; index < wanted; index += 1) {
    while (held < width) {
      bits |= reader.view.getUint8(at) << held;
      at += 1;
      held += 8;
    }
    take(bits & mask, 1);
    bits >>>= width;
    held -= width;
  }
  reader.offset += groups * width;
}
