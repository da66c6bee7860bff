import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { createSettingSource } from '../../server/src/sources/setting-source.ts';
import type { DatasetSource } from '../../server/src/sources/source.ts';
import { localParts } from '../support/local-data.ts';
import { temporaryFolder } from './temporary-folder.ts';

const page = { offset: 0, limit: 5 };

function sourceOf(places: Readonly<Record<string, string>>, files = {}, hub?: DatasetSource) {
  const folder = temporaryFolder(files);
  const mapping = { places, roots: [folder], homeFolder: folder, ...(hub && { hub }) };
  return createSettingSource(localParts(), mapping);
}

async function rowsOf(source: DatasetSource, dataset: string, subset: string | null = null) {
  const lookup = await source.loadRows({ dataset, subset }, page);
  return lookup.kind === 'found' ? lookup.rows.map(({ json }) => json) : lookup;
}

suite('`p3.datasets`', () => {
  test('names a file or a folder for a dataset, or for some of its subsets', async () => {
    const source = sourceOf(
      { 'reviews/e?': 'data/english.csv', 'some*/*': '~/other' },
      { 'data/english.csv': 'a\n1\n', 'other/train.jsonl': '{"a": 2}\n' },
    );
    assert.deepEqual(await rowsOf(source, 'reviews', 'en'), ['{"a":1}']);
    assert.deepEqual(await rowsOf(source, 'reviews', 'de'), { kind: 'absent' });
    assert.deepEqual(await rowsOf(source, 'someone/x'), ['{"a":2}']);
  });

  test('names another dataset of the Hub', async () => {
    const asked: string[] = [];
    const hub: DatasetSource = {
      loadSchema: async () => ({ kind: 'absent' }),
      loadSplits: async () => ({ kind: 'absent' }),
      async loadRows({ dataset }) {
        asked.push(dataset);
        const origin = { source: 'hub', label: dataset } as const;
        return { kind: 'offline', origin, message: 'There is no network.' };
      },
    };
    const source = sourceOf({ anli: 'facebook/anli' }, {}, hub);
    const lookup = await source.loadRows({ dataset: 'anli', subset: null }, page);
    assert.equal(lookup.kind, 'offline');
    assert.deepEqual(asked, ['facebook/anli']);
  });

  test('says when it names what is not there', async () => {
    const lookup = await sourceOf({ reviews: 'data/gone.csv' }).loadSchema({
      dataset: 'reviews',
      subset: null,
    });
    assert.equal(lookup.kind, 'malformed');
    assert.equal(
      lookup.message,
      '`p3.datasets` names `data/gone.csv` for `reviews`, and there is no such data.',
    );
  });

  test('gives the schema that data files tell', async () => {
    const source = sourceOf({ reviews: join('.', 'x.csv') }, { 'x.csv': 'a,b\n1,x\n' });
    const lookup = await source.loadSchema({ dataset: 'reviews', subset: null });
    assert.equal(lookup.kind, 'found');
    assert.deepEqual(lookup.basis, { kind: 'inferred' });
    assert.deepEqual([...lookup.schema.features.keys()], ['a', 'b']);
  });
});
