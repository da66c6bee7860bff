import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { type BasicType, parquetWriteBuffer } from 'hyparquet-writer';
import { createTableService } from '../../../server/src/sources/process/table-service.ts';
import { dataFileOf } from '../../../server/src/sources/tables/data-file.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const megabyte = 1024 * 1024;
const recorded = join(import.meta.dirname, 'recorded');
const texts = Array.from({ length: 1000 }, (_, row) => `${row} `.repeat(1000));

/** What is said of the first rows of a file. */
async function readFirst(path: string, memoryBytes = megabyte) {
  const service = createTableService(memoryBytes);
  const file = dataFileOf(path, path);
  assert.ok(file);
  const files = { files: [file], declared: null, isLiteral: false };
  const call = { kind: 'read', offset: 0, limit: 2, filter: null } as const;
  const reply = await service.ask({ files, call });
  await service.close();
  return reply.kind === 'problem' ? reply.message : reply;
}

function writeTexts(options: { readonly pageSize: number }): string {
  const path = join(temporaryFolder({}), 'texts.parquet');
  const columnData = [{ name: 'text', data: texts, type: 'STRING' as BasicType }];
  writeFileSync(path, new Uint8Array(parquetWriteBuffer({ columnData, ...options })));
  return path;
}

suite('a memory budget', () => {
  test('refuses a row group of Parquet that would exceed it, and says what to do', async () => {
    assert.equal(
      await readFirst(writeTexts({ pageSize: 100 * megabyte })),
      'A group of 1000 rows takes about 4.1 MB, more than the memory budget of 1 MB: write the file with a smaller `row_group_size`, or with `write_page_index=True`.',
    );
  });

  test('reads the group where its pages are small enough', async () => {
    const reply = await readFirst(writeTexts({ pageSize: 10_000 }));
    assert.equal(typeof reply === 'object' && reply.kind, 'rows');
  });

  test('refuses a batch of Arrow by what it holds unpacked', async () => {
    assert.equal(
      await readFirst(join(recorded, 'large', 'lz4.arrow')),
      'A batch of 10000 rows takes about 1.2 MB, more than the memory budget of 1 MB: write the file with smaller batches.',
    );
  });
});

suite('a file of Arrow whose LZ4 is damaged', () => {
  test('is said to be', async () => {
    const bytes = readFileSync(join(recorded, 'large', 'lz4.arrow'));
    // The first frame of LZ4 begins with this magic number.
    const frame = bytes.indexOf(Uint8Array.of(0x04, 0x22, 0x4d, 0x18));
    bytes.fill(0xff, frame + 11, frame + 2000);
    const folder = temporaryFolder({});
    const path = join(folder, 'damaged.arrow');
    writeFileSync(path, bytes);
    assert.equal(
      await readFirst(path, 10 * megabyte),
      'The Arrow file has data packed with LZ4 that is damaged.',
    );
  });
});

suite('Feather of version 1', () => {
  test('is named, and how to write it anew', async () => {
    const folder = temporaryFolder({ 'old.feather': 'FEA1 and what was written then FEA1' });
    assert.equal(
      await readFirst(join(folder, 'old.feather')),
      'The file is Feather of version 1, which is not read: write it anew with `pyarrow.feather.write_feather`.',
    );
  });
});

suite('what the `datasets` library does not read either', () => {
  test('is named: a column of maps', async () => {
    assert.equal(
      await readFirst(join(recorded, 'unread', 'map.parquet')),
      'Column `pairs` is a map, which the `datasets` library does not know.',
    );
  });
});
