import type { ColumnMetaData, FileMetaData } from 'hyparquet';
import type { ByteFile } from './byte-file.ts';
import { checkMemory } from './memory-budget.ts';
import {
  findPages,
  type GroupRows,
  nameOf,
  type PagesOfGroup,
  pagesWithin,
} from './parquet-pages.ts';
import { hasListsOfSecondVersion } from './parquet-recount.ts';

/** A group with more rows is searched for the pages that hold the wanted ones. */
const smallGroupRows = 20_000;

/** A preview, and the rules over rows, look at the first rows of a file: pages behind them need not be known. */
const firstRows = 1000;

/** What is known of a row group before its rows are read. */
export interface GroupLayout {
  /** Rows from this one on are not known to lie in the pages. */
  readonly reach: number;
  /** Empty where the group is read whole; without the columns that the file has an index of. */
  readonly pages: PagesOfGroup;
  /** Columns whose pages need a `recountColumn`. */
  readonly miscounted: readonly ColumnMetaData[];
}

/** Looks for pages where the group is too large to be read whole, or where they have to be changed. */
export async function findLayout(
  file: ByteFile,
  metadata: FileMetaData,
  { group, to }: Pick<GroupRows, 'group' | 'to'>,
  memoryBytes: number,
): Promise<GroupLayout> {
  const { columns = [], num_rows = 0n } = metadata.row_groups[group] ?? {};
  const miscounted: ColumnMetaData[] = [];
  let bytes = 0;
  for (const { meta_data: column } of columns) {
    if (column === undefined) continue;
    bytes += unpackedBytes(column);
    if (await hasListsOfSecondVersion(file, metadata, column)) miscounted.push(column);
  }
  const isWhole = num_rows <= smallGroupRows && bytes <= memoryBytes && miscounted.length === 0;
  const reach = to <= firstRows ? firstRows : Number.POSITIVE_INFINITY;
  if (isWhole) return { pages: {}, miscounted, reach: Number.POSITIVE_INFINITY };
  const isWanted = (column: ColumnMetaData) => miscounted.includes(column);
  const pages = await findPages(file, metadata, group, { isWanted, upTo: reach });
  return { pages, miscounted, reach };
}

/** Throws a `TableProblem` where too much must be unpacked for the rows, before it fills the memory. */
export function checkGroup(
  metadata: FileMetaData,
  wanted: GroupRows,
  { pages }: GroupLayout,
  memoryBytes: number,
): void {
  const { columns = [], num_rows = 0n } = metadata.row_groups[wanted.group] ?? {};
  let bytes = 0;
  for (const { meta_data: column, offset_index_offset } of columns) {
    if (column === undefined) continue;
    const known = pages[nameOf(column)];
    if (known === undefined && offset_index_offset !== undefined) continue;
    const read = pagesWithin(known ?? [], wanted).map((page) => page.compressed_page_size);
    const packed = Number(column.total_compressed_size);
    const share = known === undefined ? 1 : read.reduce((sum, size) => sum + size, 0) / packed;
    bytes += share * unpackedBytes(column);
  }
  const advice = 'write the file with a smaller `row_group_size`, or with `write_page_index=True`';
  checkMemory(`A group of ${num_rows} rows`, { bytes, memoryBytes, advice });
}

/** The column packed and unpacked; a value of a nested one takes an array of its own, and is copied on its way. */
function unpackedBytes(column: ColumnMetaData): number {
  const stored = Number(column.total_compressed_size) + Number(column.total_uncompressed_size);
  return stored + 200 * Number(column.num_values);
}
