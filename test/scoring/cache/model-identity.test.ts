import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { identifyModel } from '../../../server/src/scoring/cache/model-identity.ts';

function modelFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'p3-identity-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'config.json'), '{}');
  writeFileSync(join(folder, 'model.safetensors'), Buffer.alloc(9 * 2 ** 20, 7));
  utimesSync(join(folder, 'model.safetensors'), 1e6, 1e6);
  return folder;
}

suite('the identity of a model', () => {
  test('is the same for a copy with its times', async (context) => {
    const folder = modelFolder(context);
    const copy = join(folder, 'copy');
    cpSync(join(folder, 'config.json'), join(copy, 'config.json'));
    cpSync(join(folder, 'model.safetensors'), join(copy, 'model.safetensors'), {
      preserveTimestamps: true,
    });
    assert.equal(await identifyModel([copy]), await identifyModel([folder]));
  });

  for (const [what, change] of [
    [
      'a byte of a small file',
      (folder: string) => writeFileSync(join(folder, 'config.json'), '[]'),
    ],
    [
      'the time of the weights',
      (folder: string) => utimesSync(join(folder, 'model.safetensors'), 2e6, 2e6),
    ],
    [
      'the weights themselves',
      (folder: string) => {
        writeFileSync(join(folder, 'model.safetensors'), Buffer.alloc(9 * 2 ** 20, 8));
        utimesSync(join(folder, 'model.safetensors'), 1e6, 1e6);
      },
    ],
  ] as const) {
    test(`changes with ${what}`, async (context) => {
      const folder = modelFolder(context);
      const before = await identifyModel([folder]);
      change(folder);
      assert.notEqual(await identifyModel([folder]), before);
    });
  }
});
