import {
  CompressionType,
  compressionRegistry,
  type Data,
  type RecordBatch,
  RecordBatchReader,
} from 'apache-arrow';
import { decompress as decompressZstd } from 'fzstd';
import type { ExampleRow, ExampleValue } from '../../dataset/example.ts';
import { featuresOfSchema } from './arrow-features.ts';
import { type ArrowBatch, indexArrow } from './arrow-index.ts';
import { arrowValue } from './arrow-value.ts';
import type { ByteFile } from './byte-file.ts';
import { type Table, TableProblem, type TableRow } from './table.ts';

/** More bytes than this are not read for one batch of rows. */
const largestBatchBytes = 256 * 1024 * 1024;

/** Opens Arrow's file or stream form: of the rows only those batches are read that hold wanted ones. */
export async function openArrowTable(file: ByteFile): Promise<Table> {
  const { head, batches } = await indexArrow(file);
  const { schema } = openReader(head);
  const features = featuresOfSchema(schema);
  const rowCount = batches.reduce((sum, batch) => sum + batch.rowCount, 0);
  let latest: { readonly place: ArrowBatch; readonly batch: RecordBatch } | undefined;

  async function load(place: ArrowBatch): Promise<RecordBatch> {
    if (latest?.place === place) return latest.batch;
    const size = place.end - place.start;
    if (size > largestBatchBytes) throw tooLarge(size);
    const reader = openReader([...head, await file.read(place.start, size)]);
    const [batch] = reader;
    if (batch === undefined) throw new TableProblem('The Arrow file has a batch without rows.');
    latest = { place, batch };
    return batch;
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
      for (const place of batches) {
        const from = Math.max(offset - first, 0);
        const to = Math.min(offset + limit - first, place.rowCount);
        if (from < to) rows.push(...rowsOf(await load(place), from, to));
        first += place.rowCount;
      }
      return rows;
    },
    close: () => file.close(),
  };
}

function openReader(messages: readonly Uint8Array[]) {
  allowCompression();
  const bytes = new Uint8Array(messages.reduce((sum, message) => sum + message.length, 0));
  let offset = 0;
  for (const message of messages) {
    bytes.set(message, offset);
    offset += message.length;
  }
  return RecordBatchReader.from(bytes).open();
}

/** The registry is Arrow's own, and where it looks for codecs. LZ4 is Feather's default. */
function allowCompression(): void {
  if (compressionRegistry.get(CompressionType.ZSTD) !== null) return;
  compressionRegistry.set(CompressionType.ZSTD, {
    // A copy begins where numbers of 64 bits may begin.
    decode: (data) => decompressZstd(data).slice(),
  });
  compressionRegistry.set(CompressionType.LZ4_FRAME, {
    decode() {
      throw new TableProblem(
        'Arrow data that is packed with LZ4 is not read: write the file with `compression="zstd"`, or unpacked.',
      );
    },
  });
}

function* rowsOf(batch: RecordBatch, from: number, to: number): Generator<TableRow> {
  const columns = batch.schema.fields.map((field, index): readonly [string, Data | undefined] => [
    field.name,
    batch.data.children[index],
  ]);
  for (let index = from; index < to; index += 1) {
    yield { kind: 'row', row: rowAt(columns, index) };
  }
}

function rowAt(
  columns: readonly (readonly [string, Data | undefined])[],
  index: number,
): ExampleRow {
  const row = new Map<string, ExampleValue>();
  for (const [name, data] of columns)
    row.set(name, data === undefined ? null : arrowValue(data, index));
  return row;
}

function tooLarge(size: number): TableProblem {
  const megabytes = Math.round(size / 1024 / 1024);
  return new TableProblem(
    `A batch of rows takes ${megabytes} MB, more than the limit of ${largestBatchBytes / 1024 / 1024} MB: write the file with smaller batches.`,
  );
}
