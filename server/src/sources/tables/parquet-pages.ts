import { type ColumnMetaData, type FileMetaData, parquetSchema } from 'hyparquet';
import { deserializeTCompactProtocol } from 'hyparquet/src/thrift.js';
import type { ByteFile } from './byte-file.ts';
import { pageDecompressors } from './decompress-page.ts';
import { countRows, type PageRows } from './repetition-levels.ts';

/** Where pages of a column that begin with a row lie in the file, and the number of that row in its group. */
export interface PageLocation {
  readonly offset: bigint;
  readonly compressed_page_size: number;
  readonly first_row_index: bigint;
}

/** By the path of the column. */
export type PagesOfGroup = Readonly<Record<string, readonly PageLocation[]>>;

/** Most headers of pages are shorter. */
const usualHeaderBytes = 512;
const mostPages = 100_000;
const largestPageBytes = 64 * 1024 * 1024;

/**
 * Finds the pages of one row group where the file has no index of them: a large group need not be read whole for a few
 * rows. Headers tell the rows of a column without lists; of one with lists the pages are unpacked one after another, and
 * no more looked at than where rows begin.
 */
export async function findPages(
  file: ByteFile,
  metadata: FileMetaData,
  group: number,
): Promise<PagesOfGroup> {
  const pages: Record<string, readonly PageLocation[]> = {};
  const { columns = [] } = metadata.row_groups[group] ?? {};
  for (const { meta_data: column, offset_index_offset } of columns) {
    if (column === undefined || offset_index_offset !== undefined) continue;
    const levels = repetitionLevels(metadata, column.path_in_schema);
    try {
      const found = await pagesOfColumn(file, column, levels);
      if (found.length > 0) pages[column.path_in_schema.join('.')] = found;
    } catch {
      // A page that is not understood leaves the column to be read whole, and to say what is wrong with it.
    }
  }
  return pages;
}

/** How many lists are on the path. */
function repetitionLevels(metadata: FileMetaData, path: readonly string[]): number {
  let node: ReturnType<typeof parquetSchema> | undefined = parquetSchema(metadata);
  let levels = 0;
  for (const name of path) {
    node = node?.children.find(({ element }) => element.name === name);
    if (node?.element.repetition_type === 'REPEATED') levels += 1;
  }
  return levels;
}

async function pagesOfColumn(
  file: ByteFile,
  column: ColumnMetaData,
  levels: number,
): Promise<readonly PageLocation[]> {
  const pages: PageLocation[] = [];
  let offset = Number(column.dictionary_page_offset || column.data_page_offset);
  const end = offset + Number(column.total_compressed_size);
  const total = Number(column.num_values);
  let [row, values] = [0, 0];
  while (offset < end && values < total && pages.length < mostPages) {
    const bytes = await file.read(offset, Math.min(usualHeaderBytes, end - offset));
    const header = readHeader(bytes);
    const size = header.length + header.bodyBytes;
    if (header.data !== undefined) {
      const rows = await rowsOfPage(file, offset, header, column, levels);
      const last = pages.at(-1);
      if (rows.continues && last !== undefined) {
        pages[pages.length - 1] = {
          ...last,
          compressed_page_size: last.compressed_page_size + size,
        };
      } else {
        const place = { offset: BigInt(offset), compressed_page_size: size };
        pages.push({ ...place, first_row_index: BigInt(row) });
      }
      row += rows.count;
      values += header.data.values;
    }
    offset += size;
  }
  return values === total ? pages : [];
}

async function rowsOfPage(
  file: ByteFile,
  offset: number,
  { length, bodyBytes, unpackedBytes, data }: PageHeader,
  column: ColumnMetaData,
  levels: number,
): Promise<PageRows> {
  if (data === undefined) return { count: 0, continues: false };
  if (levels === 0) return { count: data.values, continues: false };
  if (data.rows !== undefined) return { count: data.rows, continues: false };
  if (unpackedBytes > largestPageBytes) throw new RangeError('a page is too large');
  const packed = await file.read(offset + length, bodyBytes);
  const unpack = pageDecompressors[column.codec];
  const page = column.codec === 'UNCOMPRESSED' ? packed : unpack?.(packed, unpackedBytes);
  if (page === undefined) throw new RangeError('the pages cannot be unpacked');
  return countRows(page, levels, data.values);
}

interface PageHeader {
  readonly length: number;
  readonly bodyBytes: number;
  readonly unpackedBytes: number;
  /** Absent for a page that holds no data; the second version of pages tells its rows. */
  readonly data?: { readonly values: number; readonly rows?: number };
}

/** Reads the header of a page, by the numbers of its fields in Parquet's Thrift definition. */
function readHeader(bytes: Uint8Array): PageHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reader = { view, offset: 0 };
  const header = deserializeTCompactProtocol(reader);
  const [unpackedBytes, bodyBytes] = [countOf(header['field_2']), countOf(header['field_3'])];
  const [first, second] = [header['field_5'], header['field_8']];
  const place = { length: reader.offset, bodyBytes, unpackedBytes };
  if (first) return { ...place, data: { values: countOf(first.field_1) } };
  if (second) {
    return { ...place, data: { values: countOf(second.field_1), rows: countOf(second.field_3) } };
  }
  return place;
}

function countOf(field: unknown): number {
  if (typeof field === 'number' && Number.isInteger(field) && field >= 0) return field;
  throw new RangeError('the header of a page is damaged');
}
