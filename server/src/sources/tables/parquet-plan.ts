import type { AsyncBuffer, ColumnMetaData, FileMetaData } from 'hyparquet';
import type { ByteFile } from './byte-file.ts';
import type { GroupLayout } from './parquet-layout.ts';
import { type GroupRows, nameOf, type PageLocation, type PagesOfGroup } from './parquet-pages.ts';
import { recountColumn } from './parquet-recount.ts';

/** What hyparquet is to read, and from where. */
export interface GroupPlan {
  readonly file: AsyncBuffer;
  readonly metadata: FileMetaData;
  readonly pages: PagesOfGroup;
}

/** Bytes that are not in the file. */
interface ExtraBytes {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** So far behind the file and one another that hyparquet does not read them in one piece with others. */
const gapBytes = 2 ** 32;

/** The group as it is in the file, but for columns that hyparquet would read wrongly: they are put behind the file. */
export async function planGroup(
  file: ByteFile,
  metadata: FileMetaData,
  wanted: GroupRows,
  layout: GroupLayout,
): Promise<GroupPlan> {
  const pages: Record<string, readonly PageLocation[]> = { ...layout.pages };
  const moved = new Map<ColumnMetaData | undefined, ColumnMetaData>();
  const extras: ExtraBytes[] = [];
  let offset = file.size + gapBytes;
  for (const column of layout.miscounted) {
    const known = pages[nameOf(column)];
    if (known === undefined) continue;
    const recounted = await recountColumn(file, metadata, column, { pages: known, wanted });
    const { bytes, dictionaryBytes } = recounted;
    const start = BigInt(offset);
    pages[nameOf(column)] = recounted.pages.map((page) => ({
      ...page,
      offset: start + page.offset,
    }));
    moved.set(column, {
      ...column,
      dictionary_page_offset: dictionaryBytes > 0 ? start : 0n,
      data_page_offset: start + BigInt(dictionaryBytes),
      total_compressed_size: BigInt(bytes.length),
    });
    extras.push({ offset, bytes });
    offset += bytes.length + gapBytes;
  }
  return { file: bufferOf(file, extras), metadata: withColumns(metadata, moved), pages };
}

function withColumns(
  metadata: FileMetaData,
  moved: ReadonlyMap<ColumnMetaData | undefined, ColumnMetaData>,
): FileMetaData {
  if (moved.size === 0) return metadata;
  const row_groups = metadata.row_groups.map((group) => ({
    ...group,
    columns: group.columns.map((chunk) => {
      const column = moved.get(chunk.meta_data);
      return column === undefined ? chunk : { ...chunk, meta_data: column };
    }),
  }));
  return { ...metadata, row_groups };
}

/** The file as hyparquet reads it. */
export function bufferOf(file: ByteFile, extras: readonly ExtraBytes[] = []): AsyncBuffer {
  return {
    byteLength: file.size,
    async slice(start, end = file.size) {
      const extra = extras.findLast(({ offset }) => offset <= start);
      const bytes = extra
        ? extra.bytes.subarray(start - extra.offset, end - extra.offset)
        : await file.read(start, end - start);
      const isWhole = bytes.byteLength === bytes.buffer.byteLength;
      return (isWhole ? bytes : Uint8Array.from(bytes)).buffer as ArrayBuffer;
    },
  };
}
