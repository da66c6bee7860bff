import { type ColumnMetaData, type FileMetaData, parquetSchema } from 'hyparquet';
import type { ByteFile } from './byte-file.ts';
import { pageDecompressors } from './decompress-page.ts';
import { countRows, type PageRows } from './parquet-levels.ts';
import { type PageHeader, readPageHeader, usualHeaderBytes } from './parquet-page-header.ts';

/** Where pages of a column that begin with a row lie in the file, and the number of that row in its group. */
export interface PageLocation {
  readonly offset: bigint;
  readonly compressed_page_size: number;
  readonly first_row_index: bigint;
}

/** By the path of the column. */
export type PagesOfGroup = Readonly<Record<string, readonly PageLocation[]>>;

/** Rows of one group, counted from its first. */
export interface GroupRows {
  readonly group: number;
  readonly from: number;
  readonly to: number;
}

const mostPages = 100_000;
const largestPageBytes = 64 * 1024 * 1024;

export interface PageSearch {
  /** Columns that are searched although the file has an index of their pages. */
  readonly isWanted?: (column: ColumnMetaData) => boolean;
  /** Pages are found up to the one in which this row begins; all are where it is absent. */
  readonly upTo?: number;
}

/**
 * Finds the pages of one row group where the file has no index of them, or `isWanted` says so: a large group need not be
 * read whole for a few rows. Headers tell the rows of a column without lists; of one with lists the pages are unpacked one
 * after another, and no more looked at than where rows begin.
 */
export async function findPages(
  file: ByteFile,
  metadata: FileMetaData,
  group: number,
  { isWanted = () => false, upTo = Number.POSITIVE_INFINITY }: PageSearch = {},
): Promise<PagesOfGroup> {
  const pages: Record<string, readonly PageLocation[]> = {};
  const { columns = [] } = metadata.row_groups[group] ?? {};
  for (const { meta_data: column, offset_index_offset } of columns) {
    if (column === undefined) continue;
    if (offset_index_offset !== undefined && !isWanted(column)) continue;
    const { repetition } = levelsOf(metadata, column.path_in_schema);
    try {
      const found = await pagesOfColumn(file, column, repetition, upTo);
      if (found.length > 0) pages[nameOf(column)] = found;
    } catch {
      // A page that is not understood leaves the column to be read whole, and to say what is wrong with it.
    }
  }
  return pages;
}

/** By what hyparquet calls a column. */
export function nameOf({ path_in_schema }: ColumnMetaData): string {
  return path_in_schema.join('.');
}

export function pagesWithin(
  pages: readonly PageLocation[],
  { from, to }: GroupRows,
): readonly PageLocation[] {
  return pages.filter(({ first_row_index }, index) => {
    const end = pages[index + 1]?.first_row_index ?? Number.POSITIVE_INFINITY;
    return end > from && first_row_index < to;
  });
}

/** How many lists are on the path of a column, and how many places of it where a value may be missing. */
export function levelsOf(metadata: FileMetaData, path: readonly string[]) {
  let node: ReturnType<typeof parquetSchema> | undefined = parquetSchema(metadata);
  let [repetition, definition] = [0, 0];
  for (const name of path) {
    node = node?.children.find(({ element }) => element.name === name);
    if (node?.element.repetition_type === 'REPEATED') repetition += 1;
    if (node?.element.repetition_type !== 'REQUIRED') definition += 1;
  }
  return { repetition, definition };
}

async function pagesOfColumn(
  file: ByteFile,
  column: ColumnMetaData,
  levels: number,
  upTo: number,
): Promise<readonly PageLocation[]> {
  const pages: PageLocation[] = [];
  let { offset, end } = placeOf(column);
  const total = Number(column.num_values);
  let [row, values] = [0, 0];
  // The row before is whole only where the next one has begun.
  while (offset < end && values < total && row <= upTo && pages.length < mostPages) {
    const bytes = await file.read(offset, Math.min(usualHeaderBytes, end - offset));
    const header = readPageHeader(bytes);
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
  return values === total || row > upTo ? pages : [];
}

/** Where the column lies in the file, its dictionary first. */
export function placeOf(column: ColumnMetaData): { readonly offset: number; readonly end: number } {
  const offset = Number(column.dictionary_page_offset || column.data_page_offset);
  return { offset, end: offset + Number(column.total_compressed_size) };
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
  if (data.second !== undefined) return { count: data.second.rows, continues: false };
  if (unpackedBytes > largestPageBytes) throw new RangeError('a page is too large');
  const packed = await file.read(offset + length, bodyBytes);
  const unpack = pageDecompressors[column.codec];
  const page = column.codec === 'UNCOMPRESSED' ? packed : unpack?.(packed, unpackedBytes);
  if (page === undefined) throw new RangeError('the pages cannot be unpacked');
  return countRows(page, levels, data.values);
}
