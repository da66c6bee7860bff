import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { ExampleRow, ExampleValue } from '../../../server/src/dataset/example.ts';
import { writeTypedRow } from '../../../server/src/dataset/typed-row.ts';
import { openArrowTable } from '../../../server/src/sources/tables/arrow-table.ts';
import { type ByteFile, openByteFile } from '../../../server/src/sources/tables/byte-file.ts';
import { openParquetTable } from '../../../server/src/sources/tables/parquet-table.ts';

const folder = join(import.meta.dirname, 'recorded', 'large');
const rowCount = 25_000;
const options = { memoryBytes: 1e9 };

/** The rows that `tools/record-tables.py` writes by a rule. */
function expectedRow(row: number): string {
  const n = BigInt(row);
  const lists: ExampleValue[] = [[n], [], [null, n]];
  return writeTypedRow(
    new Map<string, ExampleValue>([
      ['n', n],
      ['list', row % 7 === 0 ? null : Array.from({ length: row % 4 }, () => n)],
      ['lists', lists.slice(0, row % 4)],
      [
        'struct',
        new Map<string, ExampleValue>([
          ['x', n],
          ['y', row % 2 === 0 ? [] : [`${row}`]],
        ]),
      ],
    ]),
  );
}

/** A file that counts the bytes that are read of it. */
async function openCounting(name: string) {
  const file = await openByteFile(join(folder, name));
  const seen = { bytes: 0, largest: 0 };
  const counting: ByteFile = {
    ...file,
    async read(offset, length) {
      const bytes = await file.read(offset, length);
      seen.bytes += bytes.length;
      seen.largest = Math.max(seen.largest, bytes.length);
      return bytes;
    },
  };
  return { counting, seen };
}

suite('a group of many rows', () => {
  for (const name of ['snappy.parquet', 'zstd.parquet', 'zstd-v2.parquet']) {
    test(`has the right rows everywhere, lists and all (${name})`, async () => {
      const { counting } = await openCounting(name);
      const table = await openParquetTable(counting, options);
      for (const start of [0, 1, 499, 500, 995, 996, 4999, 12_345, 19_990, rowCount - 3]) {
        const rows = await table.read(start, 5);
        const found = rows.map(
          (row) => row.kind === 'row' && writeTypedRow(row.row satisfies ExampleRow),
        );
        const wanted = found.map((_, index) => expectedRow(start + index));
        assert.deepEqual(found, wanted);
        assert.equal(found.length, Math.min(5, rowCount - start));
      }
      await table.close();
    });
  }

  test('shows its first rows without a look at the pages behind them', async () => {
    const { counting, seen } = await openCounting('snappy.parquet');
    const table = await openParquetTable(counting, options);
    // The metadata at the end of a small file are read together with the rest of it.
    seen.bytes = 0;
    await table.read(0, 100);
    assert.ok(seen.bytes < counting.size / 5, `${seen.bytes} of ${counting.size} bytes`);
    await table.close();
  });

  test('is read no further than needed, once its pages are known', async () => {
    const { counting, seen } = await openCounting('snappy.parquet');
    const table = await openParquetTable(counting, options);
    await table.read(10_000, 1);
    seen.bytes = 0;
    await table.read(20_000, 1);
    assert.ok(seen.bytes < counting.size / 5, `${seen.bytes} of ${counting.size} bytes`);
    await table.close();
  });
});

suite('a batch of Arrow as Feather packs it', () => {
  test('has the right rows, where a buffer takes several blocks of LZ4', async () => {
    const path = join(folder, 'lz4.arrow');
    const table = await openArrowTable(await openByteFile(path), options);
    for (const start of [0, 4999, 9990]) {
      const rows = await table.read(start, 10);
      assert.deepEqual(
        rows.map((row) => row.kind === 'row' && writeTypedRow(row.row)),
        rows.map((_, index) => expectedRow(start + index)),
      );
    }
    assert.equal(await table.count(), 10_000);
    await table.close();
  });
});
