import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { openArrowTable } from '../../../server/src/sources/tables/arrow-table.ts';
import { openByteFile } from '../../../server/src/sources/tables/byte-file.ts';

const recorded = join(import.meta.dirname, 'recorded');

suite('what is not read', () => {
  test('is named: Arrow data that is packed with LZ4', async () => {
    const table = await openArrowTable(await openByteFile(join(recorded, 'unread', 'lz4.arrow')));
    await assert.rejects(() => table.read(0, 1), {
      message:
        'Arrow data that is packed with LZ4 is not read: write the file with `compression="zstd"`, or unpacked.',
    });
    await table.close();
  });
});
