import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { cacheFoldersOf } from '../../server/src/sources/cache-folders.ts';
import { createCacheSource } from '../../server/src/sources/cache-source.ts';
import type { RowsLookup } from '../../server/src/sources/source.ts';
import { localParts } from '../support/local-data.ts';
import { temporaryFolder } from './temporary-folder.ts';

const recorded = join(import.meta.dirname, 'tables', 'recorded');
const arrow = readFileSync(join(recorded, 'ints-stream.arrow'));
const page = { offset: 0, limit: 2 };
const column = { dtype: 'int8', _type: 'Value' };

function cacheOf(folder: string) {
  const caches = { datasets: join(folder, 'datasets'), hub: join(folder, 'hub') };
  return createCacheSource(localParts(), caches);
}

function found(lookup: RowsLookup) {
  assert.equal(lookup.kind, 'found');
  return lookup;
}

const prepared = 'datasets/someone___my_reviews/de/0.0.0/0123abc';
const info = {
  features: { i8: column },
  splits: { train: { name: 'train', num_examples: 3 }, test: { name: 'test', num_examples: 3 } },
};

suite('what the `datasets` library has prepared', () => {
  const files = {
    [`${prepared}/dataset_info.json`]: JSON.stringify(info),
    [`${prepared}/my_reviews-train.arrow`]: arrow,
    [`${prepared}/my_reviews-test-00000-of-00002.arrow`]: arrow,
    [`${prepared}/my_reviews-test-00001-of-00002.arrow`]: arrow,
    [`${prepared}/cache-0123456789abcdef.arrow`]: arrow,
  };
  const location = { dataset: 'someone/MyReviews', subset: 'de' };

  test('is found under its name, with the types and splits that it says', async () => {
    const source = cacheOf(temporaryFolder(files));
    const schema = await source.loadSchema(location);
    assert.equal(schema.kind, 'found');
    assert.equal(schema.basis.kind, 'declared');
    assert.deepEqual([...schema.schema.features.keys()], ['i8']);
    const splits = await source.loadSplits(location);
    assert.deepEqual(splits.kind === 'found' && splits.splits, [
      { name: 'train', rowCount: 3 },
      { name: 'test', rowCount: 3 },
    ]);
    const rows = await source.loadRows(location, { offset: 3, limit: 1, split: 'test' });
    assert.equal(rows.kind === 'found' && rows.rows[0]?.index, 3);
    assert.match(rows.kind === 'found' ? (rows.rows[0]?.json ?? '') : '', /^\{"i8":-128,/);
  });

  test('says when it was written', async () => {
    const folder = temporaryFolder(files);
    const written = new Date('2026-03-04T05:06:07Z');
    utimesSync(join(folder, `${prepared}/dataset_info.json`), written, written);
    const { origin } = found(await cacheOf(folder).loadRows(location, page));
    assert.equal(origin.fetchedAt, written.getTime());
    assert.equal(origin.source, 'cache');
  });

  test('is offered by name', async () => {
    const source = cacheOf(temporaryFolder(files));
    assert.deepEqual(await source.listDatasets?.('some'), ['someone/my_reviews']);
    assert.deepEqual(await source.listSubsets?.(location), ['de']);
  });

  test('is absent for another subset, and for a name that leads elsewhere', async () => {
    const source = cacheOf(temporaryFolder(files));
    for (const other of [
      { dataset: 'someone/MyReviews', subset: 'fr' },
      { dataset: '../datasets/someone___my_reviews', subset: 'de' },
    ]) {
      assert.equal((await source.loadRows(other, page)).kind, 'absent');
    }
  });
});

suite('what was fetched from the Hub', () => {
  test('is read from the revision that the main branch points at, through links', async () => {
    const folder = temporaryFolder({
      'hub/datasets--facebook--anli/refs/main': 'abc123\n',
      'hub/datasets--facebook--anli/blobs/0': '{"text": "new"}\n',
      'hub/datasets--facebook--anli/snapshots/0ld/train.jsonl': '{"text": "old"}\n',
    });
    const repository = join(folder, 'hub/datasets--facebook--anli');
    mkdirSync(join(repository, 'snapshots/abc123'));
    symlinkSync('../../blobs/0', join(repository, 'snapshots/abc123/train.jsonl'));
    const rows = await cacheOf(folder).loadRows({ dataset: 'anli', subset: null }, page);
    assert.equal(rows.kind, 'found');
    assert.deepEqual(
      rows.rows.map(({ json }) => json),
      ['{"text":"new"}'],
    );
    assert.equal(rows.origin.source, 'cache');
    assert.equal(
      rows.origin.fetchedAt,
      Math.round(statSync(join(repository, 'snapshots/abc123')).mtimeMs),
    );
  });
});

test('caches are where the Hugging Face libraries look for them', () => {
  assert.deepEqual(cacheFoldersOf({}, '/home/me'), {
    datasets: join('/home/me/.cache/huggingface/datasets'),
    hub: join('/home/me/.cache/huggingface/hub'),
  });
  assert.deepEqual(cacheFoldersOf({ HF_HOME: '/hf', HF_HUB_CACHE: '/elsewhere' }, '/home/me'), {
    datasets: join('/hf/datasets'),
    hub: '/elsewhere',
  });
});
