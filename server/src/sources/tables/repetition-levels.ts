/** What the repetition levels of a page tell about its rows. */
export interface PageRows {
  /** Rows that begin in the page. */
  readonly count: number;
  /** Whether the first value goes on with a row of the page before. */
  readonly continues: boolean;
}

/**
 * Counts the levels that are 0, with which a row begins, among those at the start of a page (data page version 1: their
 * length in bytes, then runs of Parquet's RLE/bit-packing hybrid).
 */
export function countRows(page: Uint8Array, maxLevel: number, valueCount: number): PageRows {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const end = 4 + view.getUint32(0, true);
  const width = 32 - Math.clz32(maxLevel);
  const reader = { view, offset: 4 };
  let [seen, count] = [0, 0];
  let continues = false;
  const take = (level: number, times: number) => {
    if (seen === 0) continues = level !== 0;
    if (level === 0) count += times;
    seen += times;
  };
  while (seen < valueCount && reader.offset < end) {
    const header = readVarint(reader);
    if ((header & 1) === 0)
      take(readLevel(reader, width), Math.min(header >>> 1, valueCount - seen));
    else
      readPacked(
        reader,
        width,
        Math.min((header >>> 1) * 8, valueCount - seen),
        header >>> 1,
        take,
      );
  }
  if (seen < valueCount) throw new RangeError('the repetition levels of a page end too early');
  return { count, continues };
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
  take: (level: number, times: number) => void,
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
