import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { nodeFileSystem } from '../../server/src/sources/file-system.ts';
import { temporaryFolder } from './temporary-folder.ts';

suite('a file that may not be large', () => {
  test('is read whole, however many bytes it has', async () => {
    const path = join(temporaryFolder({}), 'file');
    for (const bytes of [0, 1, 16 * 1024 - 1, 16 * 1024, 16 * 1024 + 1, 100_000]) {
      const content = Buffer.from(Array.from({ length: bytes }, (_, index) => index % 251));
      await writeFile(path, content);
      assert.deepEqual(Buffer.from(await nodeFileSystem.read(path, 100_000)), content);
    }
  });

  test('is refused where it is too large, be it small or not', async () => {
    const path = join(temporaryFolder({}), 'file');
    for (const [bytes, atMost] of [
      [11, 10],
      [2 * 2 ** 20 + 1, 2 * 2 ** 20],
    ] as const) {
      await writeFile(path, Buffer.alloc(bytes));
      await assert.rejects(nodeFileSystem.read(path, atMost), /larger than \d MB/);
    }
  });
});
