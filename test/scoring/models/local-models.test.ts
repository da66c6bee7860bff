import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import {
  findLocalModels,
  hubCacheFolder,
} from '../../../server/src/scoring/models/local-models.ts';

function folderWith(context: TestContext, files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'p3-local-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const t5 = '{"model_type": "t5"}';

suite('models on this machine', () => {
  test('are the T5 models that were downloaded, and those of the Hub’s cache', async (context) => {
    const snapshot = 'hub/models--bigscience--T0_3B/snapshots/abc';
    const folder = folderWith(context, {
      'own/google--flan-t5-small/config.json': t5,
      'own/google--flan-t5-small/model.safetensors': '12345',
      'own/google--flan-t5-base/config.json': t5,
      'own/google--flan-t5-base/model.safetensors.part': '1',
      'hub/models--bert/snapshots/x/config.json': '{"model_type": "bert"}',
      'hub/datasets--glue/snapshots/x/config.json': t5,
      'hub/models--bigscience--T0_3B/blobs/1': 'weights',
      [`${snapshot}/config.json`]: t5,
    });
    symlinkSync('../../blobs/1', join(folder, snapshot, 'pytorch_model.bin'));
    const models = await findLocalModels(join(folder, 'own'), join(folder, 'hub'));
    assert.deepEqual(
      models.map(({ name, from, bytes }) => [name, from, bytes]),
      [
        ['google/flan-t5-small', 'downloaded', t5.length + 5],
        ['bigscience/T0_3B', 'hub-cache', t5.length + 7],
      ],
    );
  });

  test('are none where there is no such folder', async () => {
    assert.deepEqual(await findLocalModels('/nowhere/a', '/nowhere/b'), []);
  });

  test('lie where the variables of the Hugging Face libraries say', () => {
    assert.equal(hubCacheFolder({}, '/home/u'), '/home/u/.cache/huggingface/hub');
    assert.equal(hubCacheFolder({ HF_HOME: '/data/hf' }, '/home/u'), '/data/hf/hub');
    assert.equal(hubCacheFolder({ HF_HUB_CACHE: '/data/models' }, '/home/u'), '/data/models');
  });
});
