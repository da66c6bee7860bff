import { type FileMetaData, parquetMetadataAsync, parquetRead, parquetSchema } from 'hyparquet';

import type { ExampleRow, ExampleValue } from '../../dataset/example.ts';
import type { ByteFile } from './byte-file.ts';
import { pageDecompressors } from './decompress-page.ts';
import { findPages, type PagesOfGroup } from './parquet-pages.ts';
import { featuresOfParquet } from './parquet-schema.ts';
import { type ParquetValue, parquetReader, withoutTypes } from './parquet-value.ts';
import { type Table, TableProblem, type TableRow } from './table.ts';

/** A group with more rows is searched for the pages that hold the wanted ones. */
const smallGroupRows = 20_000;

export interface ParquetOptions {
  /** More bytes than this are not unpacked at once. */
  readonly memoryBytes: number;
}

/** Opens a Parquet file: of the rows only those groups, or pages of large ones, are read that hold wanted ones. */
export async function openParquetTable(file: ByteFile, options: ParquetOptions): Promise<Table> {
  const buffer = { byteLength: file.size, slice: sliceOf(file) };
  const metadata = await readMetadata(buffer);
  const features = featuresOfParquet(metadata);
  const columns = parquetSchema(metadata).children.map(
    (node) => [node.element.name, parquetReader(node)] as const,
  );
  const bare = withoutTypes(metadata);
  const rowCount = Number(metadata.num_rows);
  const pagesOf = new Map<number, Promise<PagesOfGroup>>();

  function pages(group: number): Promise<PagesOfGroup> {
    const known = pagesOf.get(group) ?? findPages(file, metadata, group);
    pagesOf.set(group, known);
    return known;
  }

  return {
    features,
    basis: 'typed',
    isSmall: true,
    rowCount: () => rowCount,
    count: async () => rowCount,
    async read(offset, limit) {
      const rows: TableRow[] = [];
      let first = 0;
      for (const [group, { num_rows, columns: chunks }] of metadata.row_groups.entries()) {
        const count = Number(num_rows);
        const [from, to] = [Math.max(offset, first), Math.min(offset + limit, first + count)];
        first += count;
        if (from >= to) continue;
        const isLarge = count > smallGroupRows;
        const known = isLarge ? await pages(group) : {};
        if (isLarge) checkSize(chunks, known, count, options);
        rows.push(...(await readGroup({ from, to, group, known })));
      }
      return rows;
    },
    close: () => file.close(),
  };

  async function readGroup(wanted: {
    readonly from: number;
    readonly to: number;
    readonly group: number;
    readonly known: PagesOfGroup;
  }): Promise<readonly TableRow[]> {
    const pageLocationsByGroup = metadata.row_groups.map((_, index) =>
      index === wanted.group ? wanted.known : undefined,
    );
    let values: readonly (readonly ParquetValue[])[] = [];
    const reading = {
      file: buffer,
      metadata: bare,
      rowStart: wanted.from,
      rowEnd: wanted.to,
      compressors: pageDecompressors,
      utf8: false,
      useOffsetIndex: true,
      geoparquet: false,
      parsers: { timestampFromNanoseconds: (nanoseconds: bigint) => nanoseconds },
      // hyparquet plans by it, as its own scans over an index do.
      pageLocationsByGroup,
      onComplete: (read: ParquetValue[][]) => {
        values = read;
      },
    };
    await parquetRead(reading);
    return values.map((row): TableRow => ({ kind: 'row', row: toRow(row) }));
  }

  function toRow(values: readonly ParquetValue[]): ExampleRow {
    const row = new Map<string, ExampleValue>();
    for (const [index, [name, read]] of columns.entries()) row.set(name, read(values[index]));
    return row;
  }
}

type Buffer = Parameters<typeof parquetMetadataAsync>[0];

async function readMetadata(buffer: Buffer): Promise<FileMetaData> {
  if (buffer.byteLength < 12) throw new TableProblem('The file is too short for a Parquet file.');
  try {
    return await parquetMetadataAsync(buffer, { geoparquet: false });
  } catch (error) {
    if (error instanceof TableProblem) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new TableProblem(`The file is no Parquet file, or is damaged: ${reason}.`);
  }
}

function sliceOf(file: ByteFile) {
  return async (start: number, end = file.size): Promise<ArrayBuffer> => {
    const bytes = await file.read(start, end - start);
    return bytes.byteLength === bytes.buffer.byteLength
      ? (bytes.buffer as ArrayBuffer)
      : bytes.slice().buffer;
  };
}

/** Refuses a group of which too much must be unpacked, before it fills the memory. */
function checkSize(
  chunks: FileMetaData['row_groups'][number]['columns'],
  pages: PagesOfGroup,
  rowCount: number,
  { memoryBytes }: ParquetOptions,
): void {
  let bytes = 0;
  for (const { meta_data: column, offset_index_offset } of chunks) {
    if (column === undefined || offset_index_offset !== undefined) continue;
    if (pages[column.path_in_schema.join('.')] !== undefined) continue;
    bytes += Number(column.total_compressed_size) + Number(column.total_uncompressed_size);
    // A value of a nested column takes an array of its own, and is copied on its way.
    bytes += 200 * Number(column.num_values);
  }
  if (bytes <= memoryBytes) return;
  const needed = Math.round(bytes / 1024 / 1024);
  const limit = Math.round(memoryBytes / 1024 / 1024);
  throw new TableProblem(
    `A group of ${rowCount} rows takes about ${needed} MB, more than the memory budget of ${limit} MB: write the file with \`row_group_size=1000\`, or with a page index.`,
  );
}
