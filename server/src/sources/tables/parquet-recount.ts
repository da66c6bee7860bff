import type { ColumnMetaData, FileMetaData } from 'hyparquet';
import type { ByteFile } from './byte-file.ts';
import { countValues } from './parquet-levels.ts';
import { readPageHeader, usualHeaderBytes, writePageHeader } from './parquet-page-header.ts';
import {
  type GroupRows,
  levelsOf,
  type PageLocation,
  pagesWithin,
  placeOf,
} from './parquet-pages.ts';

/** Whether the pages of the column are of the second version and hold lists. */
export async function hasListsOfSecondVersion(
  file: ByteFile,
  metadata: FileMetaData,
  column: ColumnMetaData,
): Promise<boolean> {
  if (levelsOf(metadata, column.path_in_schema).repetition === 0) return false;
  try {
    const bytes = await file.read(Number(column.data_page_offset), usualHeaderBytes);
    return readPageHeader(bytes).data?.second !== undefined;
  } catch {
    return false;
  }
}

/** A column of which only some pages are left, in bytes of its own. */
interface RecountedColumn {
  readonly bytes: Uint8Array;
  readonly dictionaryBytes: number;
  readonly pages: readonly PageLocation[];
}

/**
 * Reads the pages that hold wanted rows, and writes into their headers how many values are missing. hyparquet takes the
 * number of nulls for that, which leaves out lists that are empty as Arrow writes it.
 */
export async function recountColumn(
  file: ByteFile,
  metadata: FileMetaData,
  column: ColumnMetaData,
  { pages, wanted }: { readonly pages: readonly PageLocation[]; readonly wanted: GroupRows },
): Promise<RecountedColumn> {
  const { definition } = levelsOf(metadata, column.path_in_schema);
  const { offset } = placeOf(column);
  const dictionary = await file.read(offset, Number(pages[0]?.offset ?? offset) - offset);
  const parts = [dictionary];
  const recounted: PageLocation[] = [];
  let length = dictionary.length;
  for (const page of pagesWithin(pages, wanted)) {
    const bytes = await file.read(Number(page.offset), page.compressed_page_size);
    const part = recountPage(bytes, definition);
    parts.push(part);
    recounted.push({ ...page, offset: BigInt(length), compressed_page_size: part.length });
    length += part.length;
  }
  return {
    bytes: Buffer.concat(parts),
    dictionaryBytes: dictionary.length,
    pages: recounted,
  };
}

function recountPage(page: Uint8Array, maxLevel: number): Uint8Array {
  const header = readPageHeader(page);
  const { second, values } = header.data ?? {};
  if (second === undefined || values === undefined) return page;
  const start = header.length + second.repetitionBytes;
  const levels = page.subarray(start, start + second.definitionBytes);
  const nulls = values - countValues(levels, maxLevel, values);
  const head = writePageHeader(header, values, { ...second, nulls });
  return Buffer.concat([head, page.subarray(header.length)]);
}
