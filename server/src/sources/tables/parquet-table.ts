import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
} from 'hyparquet';
import type { ExampleRow, ExampleValue } from '../../dataset/example.ts';
import type { ByteFile } from './byte-file.ts';
import { pageDecompressors } from './decompress-page.ts';
import { checkGroup, findLayout, type GroupLayout } from './parquet-layout.ts';
import type { GroupRows } from './parquet-pages.ts';
import { bufferOf, planGroup } from './parquet-plan.ts';
import { featuresOfParquet } from './parquet-schema.ts';
import { type ParquetValue, parquetReader, withoutTypes } from './parquet-value.ts';
import { createPartedTable, type PartRange } from './parted-table.ts';
import { type Table, TableProblem, type TableRow } from './table.ts';

export interface ParquetOptions {
  /** More bytes than this are not unpacked at once. */
  readonly memoryBytes: number;
}

/** Opens a Parquet file: of the rows only those groups, or pages of large ones, are read that hold wanted ones. */
export async function openParquetTable(file: ByteFile, options: ParquetOptions): Promise<Table> {
  const metadata = await readMetadata(bufferOf(file));
  const columns = parquetSchema(metadata).children.map(
    (node) => [node.element.name, parquetReader(node)] as const,
  );
  const bare = withoutTypes(metadata);
  const layouts = new Map<number, Promise<GroupLayout>>();

  async function layoutOf(wanted: GroupRows): Promise<GroupLayout> {
    const known = await layouts.get(wanted.group);
    if (known !== undefined && wanted.to <= known.reach) return known;
    const found = findLayout(file, bare, wanted, options.memoryBytes);
    layouts.set(wanted.group, found);
    return found;
  }

  return createPartedTable({
    features: featuresOfParquet(metadata),
    rowCounts: metadata.row_groups.map(({ num_rows }) => Number(num_rows)),
    readPart: readGroup,
    close: () => file.close(),
  });

  async function readGroup({
    part: group,
    first,
    from,
    to,
  }: PartRange): Promise<readonly TableRow[]> {
    const wanted = { group, from, to };
    const layout = await layoutOf(wanted);
    checkGroup(bare, wanted, layout, options.memoryBytes);
    const plan = await planGroup(file, bare, wanted, layout);
    let values: readonly (readonly ParquetValue[])[] = [];
    const reading = {
      file: plan.file,
      metadata: plan.metadata,
      rowStart: first + from,
      rowEnd: first + to,
      compressors: pageDecompressors,
      utf8: false,
      useOffsetIndex: true,
      geoparquet: false,
      parsers: { timestampFromNanoseconds: (nanoseconds: bigint) => nanoseconds },
      // hyparquet plans by it, as its own scans over an index do.
      pageLocationsByGroup: metadata.row_groups.map((_, index) =>
        index === group ? plan.pages : undefined,
      ),
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

async function readMetadata(buffer: AsyncBuffer): Promise<FileMetaData> {
  if (buffer.byteLength < 12) throw new TableProblem('The file is too short for a Parquet file.');
  try {
    return await parquetMetadataAsync(buffer, { geoparquet: false });
  } catch (error) {
    if (error instanceof TableProblem) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new TableProblem(`The file is no Parquet file, or is damaged: ${reason}.`);
  }
}
