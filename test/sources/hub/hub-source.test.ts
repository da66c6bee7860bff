import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseRow } from '../../../server/src/dataset/typed-row.ts';
import { createHubSource } from '../../../server/src/sources/hub/hub-source.ts';
import { createSchemaJournal } from '../../../server/src/sources/hub/schema-journal.ts';
import type { RowsLookup } from '../../../server/src/sources/source.ts';
import type { CacheEntry } from '../../../server/src/sources/store/cache-entry.ts';
import type { DiskCache } from '../../../server/src/sources/store/disk-cache.ts';
import { type FakeConfig, inTurn, json, startFakeHub } from '../../support/fake-hub.ts';
import { testClient } from './hub-parts.ts';

const text = { dtype: 'string', _type: 'Value' };
const label = { names: ['neg', 'pos'], _type: 'ClassLabel' };

function config(rows = 250): FakeConfig {
  const train = Array.from(
    { length: rows },
    (_, index) => `{"text":"row ${index}","label":${index % 2}}`,
  );
  return { features: { text, label }, splits: { train, test: ['{"text":"last","label":-1}'] } };
}

const oneSubset = { 'made-up/reviews': { configs: { plain: config() } } };

async function hubSource(datasets: Parameters<typeof startFakeHub>[0]) {
  const hub = await startFakeHub(datasets);
  return { hub, source: createHubSource(testClient(hub.origin)) };
}

function rowsOf(lookup: RowsLookup) {
  assert.equal(lookup.kind, 'found', JSON.stringify(lookup));
  return lookup.rows.map(({ index, json, form }) => {
    const parsed = parseRow(json, form);
    return [index, parsed.kind === 'row' ? Object.fromEntries(parsed.row) : parsed.message];
  });
}

/** Keeps nothing but the columns that a dataset had. */
async function hubThatForgets(datasets: Parameters<typeof startFakeHub>[0]) {
  const hub = await startFakeHub(datasets);
  const client = testClient(hub.origin);
  const entries = new Map<string, CacheEntry>();
  const cache: DiskCache = {
    read: async (key) => entries.get(key),
    write: async (entry) => void entries.set(entry.key, entry),
    remove: async (key) => void entries.delete(key),
  };
  const journal = createSchemaJournal(cache, hub.origin);
  return { hub, source: createHubSource({ ...client, journal }) };
}

const reviews = { dataset: 'made-up/reviews', subset: null };

suite('a dataset of the Hub', () => {
  test('tells its columns and splits', async () => {
    const { hub, source } = await hubSource(oneSubset);
    await using _ = hub;
    const lookup = await source.loadSchema(reviews);
    assert.equal(lookup.kind, 'found');
    assert.deepEqual([...lookup.schema.features.keys()], ['text', 'label']);
    assert.deepEqual(
      [...lookup.schema.splits],
      [
        ['train', 250],
        ['test', 1],
      ],
    );
    assert.equal(lookup.origin.source, 'hub');
    assert.equal(lookup.origin.label, 'made-up/reviews');
    assert.deepEqual(await source.loadSplits(reviews), {
      kind: 'found',
      origin: lookup.origin,
      splits: [
        { name: 'train', rowCount: 250 },
        { name: 'test', rowCount: 1 },
      ],
      shown: 'train',
    });
  });

  test('gives rows of any range, from the pages that hold them', async () => {
    const { hub, source } = await hubSource(oneSubset);
    await using _ = hub;
    const lookup = await source.loadRows(reviews, { offset: 98, limit: 4 });
    assert.deepEqual(rowsOf(lookup), [
      [98, { text: 'row 98', label: 0n }],
      [99, { text: 'row 99', label: 1n }],
      [100, { text: 'row 100', label: 0n }],
      [101, { text: 'row 101', label: 1n }],
    ]);
    assert.ok(lookup.kind === 'found');
    assert.equal(lookup.rowCount, 250);
    assert.equal(lookup.split, 'train');
  });

  test('ends where its rows do', async () => {
    const { hub, source } = await hubSource(oneSubset);
    await using _ = hub;
    assert.equal(rowsOf(await source.loadRows(reviews, { offset: 240, limit: 500 })).length, 10);
    assert.deepEqual(rowsOf(await source.loadRows(reviews, { offset: 900, limit: 3 })), []);
    const other = await source.loadRows(reviews, { offset: 0, limit: 3, split: 'test' });
    assert.deepEqual(rowsOf(other), [[0, { text: 'last', label: -1n }]]);
    assert.deepEqual(await source.loadRows(reviews, { offset: 0, limit: 3, split: 'dev' }), {
      kind: 'absent',
    });
  });

  test('is the subset that the file names', async () => {
    const { hub, source } = await hubSource({
      'made-up/many': { configs: { one: config(1), two: config(2) } },
    });
    await using _ = hub;
    const two = await source.loadRows(
      { dataset: 'made-up/many', subset: 'two' },
      { offset: 0, limit: 9 },
    );
    assert.equal(rowsOf(two).length, 2);
    const none = await source.loadSchema({ dataset: 'made-up/many', subset: null });
    assert.ok(none.kind === 'malformed');
    assert.match(none.message, /several subsets, of which the file must name one: `one`, `two`\./);
    const other = await source.loadSchema({ dataset: 'made-up/many', subset: 'three' });
    assert.ok(other.kind === 'malformed');
    assert.match(other.message, /has no subset `three`; it has `one`, `two`\./);
    assert.deepEqual(await source.listSubsets?.({ dataset: 'made-up/many', subset: null }), [
      'one',
      'two',
    ]);
  });

  test('is found by the name that it had, as the table knows or as the Hub says', async () => {
    const { hub, source } = await hubSource({
      'facebook/anli': { configs: { default: config(3) } },
      'someone/new-name': { configs: { default: config(4) } },
    });
    await using _ = hub;
    hub.on('/api/datasets/old_name', json({}, 307, { location: '/api/datasets/someone/new-name' }));
    const range = { offset: 0, limit: 9 };
    const anli = await source.loadRows({ dataset: 'anli', subset: null }, range);
    assert.equal(rowsOf(anli).length, 3);
    assert.ok(anli.kind === 'found');
    assert.equal(anli.origin.label, 'facebook/anli');
    assert.ok(!hub.requests.some(({ path }) => path.startsWith('/api')));
    const renamed = await source.loadRows({ dataset: 'old_name', subset: null }, range);
    assert.equal(rowsOf(renamed).length, 4);
  });

  test('that there is not is absent', async () => {
    const { hub, source } = await hubSource({});
    await using _ = hub;
    assert.deepEqual(await source.loadSchema(reviews), { kind: 'absent' });
    assert.deepEqual(await source.loadRows(reviews, { offset: 0, limit: 1 }), { kind: 'absent' });
  });

  test('is proposed by the letters of its name', async () => {
    const { hub, source } = await hubSource({ ...oneSubset, 'made-up/news': { configs: {} } });
    await using _ = hub;
    assert.deepEqual(await source.listDatasets?.('made-up/r'), ['made-up/reviews']);
  });
});

suite('the Hub is not told', () => {
  for (const name of [
    '/home/me/data',
    './data',
    '../up',
    'a/b/c',
    'C:\\data',
    'secret.jsonl',
    'my data',
    '',
    '~/x',
  ]) {
    test(`of \`${name}\`, which is no name of a dataset there`, async () => {
      const { hub, source } = await hubSource({});
      await using _ = hub;
      assert.deepEqual(await source.loadSchema({ dataset: name, subset: null }), {
        kind: 'absent',
      });
      assert.deepEqual(hub.requests, []);
    });
  }
});

suite('values that the viewer writes as text', () => {
  const value = (dtype: string) => ({ dtype, _type: 'Value' });
  test('are again what they stand for', async () => {
    const features = {
      at: value('timestamp[us]'),
      zoned: value('timestamp[s, tz=UTC]'),
      day: value('date32'),
      clock: value('time64[us]'),
      raw: value('binary'),
      score: value('float64'),
      many: { feature: value('date32'), _type: 'Sequence' },
      odd: value('timestamp[us]'),
    };
    const row =
      '{"at":"2020-01-02T03:04:05.000006","zoned":"2020-01-02T03:04:05Z","day":"1969-12-31","clock":"00:00:01.500000",' +
      '"raw":"AP8=","score":1.0,"many":["1970-01-02",null],"odd":"soon"}';
    const { hub, source } = await hubSource({
      'made-up/reviews': { configs: { default: { features, splits: { train: [row] } } } },
    });
    await using _ = hub;
    const midnight = 1_577_923_200_000_000n;
    assert.deepEqual(rowsOf(await source.loadRows(reviews, { offset: 0, limit: 1 })), [
      [
        0,
        {
          at: { kind: 'datetime', microseconds: midnight + 11_045_000_006n, zone: null },
          zoned: {
            kind: 'datetime',
            microseconds: midnight + 11_045_000_000n,
            zone: { offsetSeconds: 0, name: 'UTC' },
          },
          day: { kind: 'date', days: -1 },
          clock: { kind: 'time', microseconds: 1_500_000 },
          raw: { kind: 'bytes', bytes: Uint8Array.of(0, 255) },
          score: 1,
          many: [{ kind: 'date', days: 1 }, null],
          odd: 'soon',
        },
      ],
    ]);
  });
});

suite('a dataset that changes between two pages', () => {
  const page = (column: string, first: number) =>
    `{"features":[{"feature_idx":0,"name":"${column}","type":{"dtype":"string","_type":"Value"}}],"rows":[${Array.from(
      { length: 100 },
      (_, index) => `{"row_idx":${first + index},"row":{"${column}":"x"},"truncated_cells":[]}`,
    ).join(',')}],"num_rows_total":200,"num_rows_per_page":100,"partial":false}`;

  test('is read again, and then has one schema', async () => {
    const { hub, source } = await hubSource(oneSubset);
    await using _ = hub;
    hub.on(
      '/rows',
      inTurn(
        json(page('old', 0)),
        json(page('new', 100)),
        json(page('new', 0)),
        json(page('new', 100)),
      ),
    );
    const lookup = await source.loadRows(reviews, { offset: 99, limit: 2 });
    assert.deepEqual(rowsOf(lookup), [
      [99, { new: 'x' }],
      [100, { new: 'x' }],
    ]);
  });

  test('and goes on changing is malformed', async () => {
    const { hub, source } = await hubSource(oneSubset);
    await using _ = hub;
    const turns = ['a', 'b', 'c', 'd'].map((column, index) =>
      json(page(column, (index % 2) * 100)),
    );
    hub.on('/rows', inTurn(...turns));
    const lookup = await source.loadRows(reviews, { offset: 99, limit: 2 });
    assert.ok(lookup.kind === 'malformed');
    assert.match(lookup.message, /changes on the Hub while it is read/);
  });
});

test('a column that went away is remembered, with those that came instead', async () => {
  const info = (...columns: readonly string[]) =>
    json({ dataset_info: { features: Object.fromEntries(columns.map((name) => [name, text])) } });
  const { hub, source } = await hubThatForgets(oneSubset);
  await using _ = hub;
  const lostAfter = async (...columns: readonly string[]) => {
    hub.on('/info', info(...columns));
    const lookup = await source.loadSchema(reviews);
    assert.equal(lookup.kind, 'found');
    return Object.fromEntries(
      [...(lookup.schema.lost ?? [])].map(([name, { gained }]) => [name, gained]),
    );
  };
  assert.deepEqual(await lostAfter('sentence', 'label'), {});
  assert.deepEqual(await lostAfter('text', 'label'), { sentence: ['text'] });
  assert.deepEqual(await lostAfter('text', 'label'), { sentence: ['text'] });
  assert.deepEqual(await lostAfter('body', 'label'), { sentence: ['body'], text: ['body'] });
  assert.deepEqual(await lostAfter('sentence', 'label'), {
    text: ['sentence'],
    body: ['sentence'],
  });
});

suite('a filter', () => {
  const where = (path: string, operator: '=' | '!=' | '<' | '~', operand: string) =>
    ({ kind: 'compare', path: [{ kind: 'field', name: path }], operator, operand }) as const;
  const range = { offset: 0, limit: 10 };

  test('of words is the Hub’s search', async () => {
    const { hub, source } = await hubSource(oneSubset);
    await using _ = hub;
    const filter = { conditions: [{ kind: 'search', text: 'Row 24' }] } as const;
    const lookup = await source.loadRows(reviews, { ...range, filter });
    assert.equal(rowsOf(lookup).length, 10);
    assert.ok(lookup.kind === 'found');
    assert.equal(lookup.rowCount, 11);
    assert.equal(hub.requests.at(-1)?.path, '/search');
  });

  test('of columns is the Hub’s SQL', async () => {
    const { hub, source } = await hubSource(oneSubset);
    await using _ = hub;
    hub.on('/filter', json({ features: [], rows: [], num_rows_total: 0 }));
    const conditions = [where('label', '=', 'pos'), where('text', '!=', "O'Hara")];
    const lookup = await source.loadRows(reviews, { ...range, filter: { conditions } });
    assert.equal(lookup.kind, 'found');
    const asked = hub.requests.at(-1)?.url.searchParams.get('where');
    assert.equal(asked, `"label"=1 AND "text"<>'O''Hara'`);
  });
});
