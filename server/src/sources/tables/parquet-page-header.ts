import { deserializeTCompactProtocol } from 'hyparquet/src/thrift.js';

export interface PageHeader {
  readonly length: number;
  readonly bodyBytes: number;
  readonly unpackedBytes: number;
  /** Absent for a page that holds no data. */
  readonly data?: DataPage;
}

interface DataPage {
  /** With those that are null, and one for each list that is empty. */
  readonly values: number;
  /** What the second version of pages tells besides. */
  readonly second?: SecondVersion;
}

interface SecondVersion {
  readonly nulls: number;
  readonly rows: number;
  readonly encoding: number;
  readonly definitionBytes: number;
  readonly repetitionBytes: number;
  readonly isPacked: boolean;
}

/** Most headers of pages are shorter. */
export const usualHeaderBytes = 512;
const secondVersionType = 3;

/** Reads the header of a page, by the numbers of its fields in Parquet's Thrift definition. */
export function readPageHeader(bytes: Uint8Array): PageHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reader = { view, offset: 0 };
  const header = deserializeTCompactProtocol(reader);
  const [unpackedBytes, bodyBytes] = [countOf(header['field_2']), countOf(header['field_3'])];
  const [first, second] = [header['field_5'], header['field_8']];
  const place = { length: reader.offset, bodyBytes, unpackedBytes };
  if (first) return { ...place, data: { values: countOf(first.field_1) } };
  if (!second) return place;
  return {
    ...place,
    data: {
      values: countOf(second.field_1),
      second: {
        nulls: countOf(second.field_2),
        rows: countOf(second.field_3),
        encoding: countOf(second.field_4),
        definitionBytes: countOf(second.field_5),
        repetitionBytes: countOf(second.field_6),
        isPacked: second.field_7 !== false,
      },
    },
  };
}

function countOf(field: unknown): number {
  if (typeof field === 'number' && Number.isInteger(field) && field >= 0) return field;
  throw new RangeError('the header of a page is damaged');
}

/** Writes the header of a page of the second version, without its statistics. */
export function writePageHeader(
  { unpackedBytes, bodyBytes }: PageHeader,
  values: number,
  second: SecondVersion,
): Uint8Array {
  const { nulls, rows, encoding, definitionBytes, repetitionBytes, isPacked } = second;
  return Uint8Array.from([
    ...[secondVersionType, unpackedBytes, bodyBytes].flatMap(intField),
    // A struct, five fields further on.
    0x5c,
    ...[values, nulls, rows, encoding, definitionBytes, repetitionBytes].flatMap(intField),
    isPacked ? 0x11 : 0x12,
    0,
    0,
  ]);
}

/** The next field, in Thrift's compact protocol: its type, then the number in zigzag order, seven bits to a byte. */
function intField(value: number): number[] {
  const bytes = [0x15];
  let rest = value * 2;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return [...bytes, rest];
}
