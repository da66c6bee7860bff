import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { loadUnlabelled } from '../../server/src/sources/load-unlabelled.ts';
import { localSource } from '../support/local-data.ts';
import { temporaryFolder } from './temporary-folder.ts';

const labelled = '{"text": "a", "label": 1, "other": 2}\n';
const hidden = '{"text": "b", "label": -1, "other": 2}\n';

/** The columns without labels of a dataset with these files. */
async function unlabelledOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const path = join(temporaryFolder(files), 'templates.yaml');
  const location = { path, dataset: 'reviews', subset: null };
  const source = localSource();
  const rows = await source.loadRows(location, { offset: 0, limit: 5 });
  return [...(await loadUnlabelled(source, location, rows))];
}

suite('columns without labels', () => {
  test('are those of the split that is shown', async () => {
    assert.deepEqual(await unlabelledOf({ 'validation.jsonl': labelled + hidden }), ['label']);
  });

  test('are those of any other split as well', async () => {
    const files = { 'train.jsonl': labelled, 'validation.jsonl': labelled, 'test.jsonl': hidden };
    assert.deepEqual(await unlabelledOf(files), ['label']);
  });

  test('are none where all rows have their labels, or cannot be read', async () => {
    assert.deepEqual(await unlabelledOf({ 'train.jsonl': labelled, 'test.jsonl': '{' }), []);
    assert.deepEqual(await unlabelledOf({}), []);
  });
});
