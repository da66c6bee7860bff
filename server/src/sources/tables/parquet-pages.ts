import type { ColumnMetaData, FileMetaData } from 'hyparquet';
import { deserializeTCompactProtocol } from 'hyparquet/src/thrift.js';
import type { ByteFile } from './byte-file.ts';

/** Where a page of a column lies in the file, and the first row of its group in it. */
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

/**
 * Finds the pages of flat columns of one row group from their headers, where the file has no index of them: a large
 * group need not be read whole for a few rows. In pages of nested columns only the values tell where rows begin.
 */
export async function findPages(
  file: ByteFile,
  metadata: FileMetaData,
  group: number,
): Promise<PagesOfGroup> {
  const pages: Record<string, readonly PageLocation[]> = {};
  for (const { meta_data: column, offset_index_offset } of metadata.row_groups[group]?.columns ??
    []) {
    if (column === undefined || offset_index_offset !== undefined) continue;
    if (column.path_in_schema.length !== 1) continue;
    const found = await pagesOfColumn(file, column);
    if (found.length > 0) pages[column.path_in_schema.join('.')] = found;
  }
  return pages;
}

async function pagesOfColumn(
  file: ByteFile,
  column: ColumnMetaData,
): Promise<readonly PageLocation[]> {
  const pages: PageLocation[] = [];
  let offset = Number(column.dictionary_page_offset || column.data_page_offset);
  const end = offset + Number(column.total_compressed_size);
  let row = 0;
  while (offset < end && row < Number(column.num_values) && pages.length < mostPages) {
    const bytes = await file.read(offset, Math.min(usualHeaderBytes, end - offset));
    const header = readHeader(bytes);
    if (header === undefined) return [];
    const size = header.length + header.bodyBytes;
    if (header.rows !== undefined) {
      pages.push({
        offset: BigInt(offset),
        compressed_page_size: size,
        first_row_index: BigInt(row),
      });
      row += header.rows;
    }
    offset += size;
  }
  return row === Number(column.num_values) ? pages : [];
}

interface PageHeader {
  readonly length: number;
  readonly bodyBytes: number;
  /** Absent for a page that holds no data. */
  readonly rows?: number;
}

/** Reads the header of a page, by the numbers of its fields in Parquet's Thrift definition. */
function readHeader(bytes: Uint8Array): PageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reader = { view, offset: 0 };
  try {
    const header = deserializeTCompactProtocol(reader);
    const bodyBytes = header['field_3'];
    const rows = header['field_5']?.field_1 ?? header['field_8']?.field_3;
    if (!Number.isInteger(bodyBytes) || bodyBytes < 0) return undefined;
    return { length: reader.offset, bodyBytes, ...(Number.isInteger(rows) && { rows }) };
  } catch {
    // A header with long statistics does not fit: the column is then read whole.
    return undefined;
  }
}
