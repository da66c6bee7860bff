import { type Data, type RecordBatch, RecordBatchReader } from 'apache-arrow';
import type { ExampleRow, ExampleValue } from '../../dataset/example.ts';
import { registerCodecs, unpackedBytes } from './arrow-compression.ts';
import { featuresOfSchema } from './arrow-features.ts';
import { type ArrowBatch, indexArrow } from './arrow-index.ts';
import { arrowValue } from './arrow-value.ts';
import type { ByteFile } from './byte-file.ts';
import { checkMemory } from './memory-budget.ts';
import { createPartedTable } from './parted-table.ts';
import { type Table, TableProblem, type TableRow } from './table.ts';

/** Opens Arrow's file or stream form: of the rows only those batches are read that hold wanted ones. */
export async function openArrowTable(
  file: ByteFile,
  { memoryBytes }: { readonly memoryBytes: number },
): Promise<Table> {
  registerCodecs();
  const { head, batches } = await indexArrow(file);
  const { schema } = openReader(head);
  let latest: { readonly place: ArrowBatch; readonly batch: RecordBatch } | undefined;

  async function load(place: ArrowBatch): Promise<RecordBatch> {
    if (latest?.place === place) return latest.batch;
    const size = place.end - place.start;
    // The messages are put together in a copy.
    check(place, 2 * size);
    const message = await file.read(place.start, size);
    check(place, 2 * size + unpackedBytes(message, place.packed));
    const [batch] = openReader([...head, message]);
    if (batch === undefined) throw new TableProblem('The Arrow file has a batch without rows.');
    latest = { place, batch };
    return batch;
  }

  function check({ rowCount }: ArrowBatch, bytes: number): void {
    const advice = 'write the file with smaller batches';
    checkMemory(`A batch of ${rowCount} rows`, { bytes, memoryBytes, advice });
  }

  return createPartedTable({
    features: featuresOfSchema(schema),
    rowCounts: batches.map(({ rowCount }) => rowCount),
    async readPart({ part, from, to }) {
      const place = batches[part];
      return place === undefined ? [] : rowsOf(await load(place), from, to);
    },
    close: () => file.close(),
  });
}

function openReader(messages: readonly Uint8Array[]) {
  const bytes = new Uint8Array(messages.reduce((sum, message) => sum + message.length, 0));
  let offset = 0;
  for (const message of messages) {
    bytes.set(message, offset);
    offset += message.length;
  }
  return RecordBatchReader.from(bytes).open();
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
