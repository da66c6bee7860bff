import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSplitMemory } from '../../client/src/datasets/split-memory.ts';

/** As VS Code keeps what belongs to a workspace. */
function createState() {
  const values = new Map<string, unknown>();
  return {
    get: <Value>(key: string, otherwise?: Value) => (values.get(key) ?? otherwise) as Value,
    update: async (key: string, value: unknown) => void values.set(key, value),
  };
}

test('the split that was chosen last for a subset is known in the next session', async () => {
  const state = createState();
  const memory = createSplitMemory(state);
  await memory.keep({ dataset: 'anli', subset: null, split: 'train_r1' });
  await memory.keep({ dataset: 'super_glue', subset: 'rte', split: 'train' });
  await memory.keep({ dataset: 'super_glue', subset: 'cb', split: 'test' });
  await memory.keep({ dataset: 'super_glue', subset: 'rte', split: 'test' });
  assert.deepEqual(createSplitMemory(state).all(), [
    { dataset: 'super_glue', subset: 'rte', split: 'test' },
    { dataset: 'super_glue', subset: 'cb', split: 'test' },
    { dataset: 'anli', subset: null, split: 'train_r1' },
  ]);
});
