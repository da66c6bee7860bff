/** Rows from the converted Parquet files of the Hub, where the viewer does not give them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { RowFilter } from '../../../server/src/dataset/row-filter.ts';
import { parseRow } from '../../../server/src/dataset/typed-row.ts';
import { createHubSource } from '../../../server/src/sources/hub/hub-source.ts';
import { tokenFor } from '../../../server/src/sources/hub/tokens.ts';
import type { RowsLookup } from '../../../server/src/sources/source.ts';
import { type FakeAnswer, type FakeHub, file, json, startFakeHub } from '../../support/fake-hub.ts';
import { testClient } from './hub-parts.ts';

const parquet = readFileSync(
  join(import.meta.dirname, '../../../samples/headlines/validation.parquet'),
);
const rowsOfFile = 24;
const text = { dtype: 'string', _type: 'Value' };
const features = {
  headline: text,
  topic: { names: ['world', 'sports', 'business', 'science'], _type: 'ClassLabel' },
  comments: { dtype: 'int32', _type: 'Value' },
};
const headlines = { dataset: 'made-up/headlines', subset: null };
const path = (shard: number) =>
  `/datasets/made-up/headlines/resolve/refs%2Fconvert%2Fparquet/default/train/000${shard}.parquet`;

/** The Hub with a dataset whose rows the viewer does not have, but for its Parquet files. */
async function parquetHub(shards: number, rows: FakeAnswer = json({ error: 'busy' }, 500)) {
  const hub = await startFakeHub({
    'made-up/headlines': { configs: { default: { features, splits: { train: [] } } } },
  });
  const files = Array.from({ length: shards }, (_, shard) => ({
    dataset: 'made-up/headlines',
    config: 'default',
    split: 'train',
    // Wherever it says that the files are, they are asked for at the Hub.
    url: `https://huggingface.example${path(shard)}`,
    filename: `000${shard}.parquet`,
    size: parquet.length,
  }));
  hub.on('/rows', rows);
  hub.on('/parquet', json({ parquet_files: files, pending: [], failed: [], partial: false }));
  for (let shard = 0; shard < shards; shard += 1) hub.on(path(shard), file(parquet));
  return hub;
}

function load(hub: FakeHub, offset: number, limit: number, filter?: RowFilter) {
  const source = createHubSource(testClient(hub.origin));
  return source.loadRows(headlines, { offset, limit, ...(filter && { filter }) });
}

function valuesOf(lookup: RowsLookup, column: string) {
  assert.equal(lookup.kind, 'found', JSON.stringify(lookup));
  return lookup.rows.map(({ index, json: row, form }) => {
    const parsed = parseRow(row, form);
    return [index, parsed.kind === 'row' ? parsed.row.get(column) : parsed.message];
  });
}

suite('the Parquet files of the Hub give', () => {
  test('rows that the viewer fails on, by their pieces', async () => {
    await using hub = await parquetHub(1);
    const lookup = await load(hub, 0, 2);
    assert.deepEqual(valuesOf(lookup, 'headline'), [
      [0, 'Ferry between the two islands runs again after a winter of repairs'],
      [1, 'Rowers finish the race in fog so thick that nobody saw the line'],
    ]);
    assert.ok(lookup.kind === 'found');
    assert.equal(lookup.rowCount, rowsOfFile);
    const pieces = hub.requests.filter(({ path: asked }) => asked === path(0));
    assert.ok(pieces.length > 0 && pieces.every(({ range }) => range !== undefined));
  });

  test('rows across files, and no file is opened that is not needed', async () => {
    await using hub = await parquetHub(3);
    const lookup = await load(hub, rowsOfFile - 1, 2);
    const [last, first] = valuesOf(lookup, 'comments');
    assert.equal(last?.[0], rowsOfFile - 1);
    assert.deepEqual(first, [rowsOfFile, 3n]);
    assert.ok(!hub.requests.some(({ path: asked }) => asked === path(2)));
  });

  test('many rows at once, without a hundred requests for pages', async () => {
    await using hub = await parquetHub(3);
    const lookup = await load(hub, 0, 10_000);
    assert.equal(valuesOf(lookup, 'topic').length, 3 * rowsOfFile);
    assert.ok(!hub.requests.some(({ path: asked }) => asked === '/rows'));
  });

  test('whole values where the viewer cuts them', async () => {
    const cut = json({
      features: [{ feature_idx: 0, name: 'headline', type: text }],
      rows: [{ row_idx: 0, row: { headline: 'Ferry bet' }, truncated_cells: ['headline'] }],
      num_rows_total: rowsOfFile,
    });
    await using hub = await parquetHub(1, cut);
    const [first] = valuesOf(await load(hub, 0, 1), 'headline');
    assert.match(String(first?.[1]), /^Ferry between the two islands/);
  });

  test('rows to look through for what the Hub cannot look for', async () => {
    await using hub = await parquetHub(2);
    const condition = { kind: 'compare', operator: '~', operand: 'BEES' } as const;
    const filter = {
      conditions: [{ ...condition, path: [{ kind: 'field', name: 'headline' }] }],
    } as const;
    const lookup = await load(hub, 0, 10, filter);
    assert.equal(valuesOf(lookup, 'topic').length, 2);
    assert.ok(lookup.kind === 'found');
    assert.equal(lookup.rowCount, 2);
  });
});

suite('a Parquet file of the Hub that', () => {
  const faults: readonly (readonly [string, FakeAnswer, string, RegExp])[] = [
    ['is none', file(Buffer.alloc(parquet.length, 'x')), 'offline', /fails on .*\(500\)/],
    ['cannot be had in pieces', json('y'.repeat(parquet.length * 2)), 'offline', /\(500\)/],
    ['is closed', json({ error: 'gated' }, 403), 'offline', /\(500\)/],
  ];
  for (const [what, answer, kind, message] of faults) {
    test(`${what} leaves the viewer's word`, async () => {
      await using hub = await parquetHub(1);
      hub.on(path(0), answer);
      const lookup = await load(hub, 0, 2);
      assert.equal(lookup.kind, kind);
      assert.ok('message' in lookup);
      assert.match(lookup.message, message);
    });
  }

  test('redirects to another host is read there, and the token stays', async () => {
    await using hub = await parquetHub(1);
    await using storage = await startFakeHub();
    const signed = `${storage.origin}/signed?key=1`;
    hub.on(path(0), (response) => response.writeHead(302, { location: signed }).end());
    storage.on('/signed', file(parquet));
    const token = tokenFor(new URL(hub.origin), 'hf_madeUp', 'a test');
    assert.ok(token);
    const source = createHubSource(testClient(hub.origin, { tokens: [token] }));
    assert.equal(
      valuesOf(await source.loadRows(headlines, { offset: 0, limit: 1 }), 'topic').length,
      1,
    );
    assert.ok(storage.requests.length > 0);
    assert.ok(storage.requests.every(({ authorization }) => authorization === undefined));
    assert.ok(hub.requests.every(({ authorization }) => authorization === 'Bearer hf_madeUp'));
  });
});

test('the first rows are shown where nothing else is, with what is cut of them', async () => {
  await using hub = await startFakeHub({
    'made-up/headlines': { configs: { default: { features, splits: { train: [] } } } },
  });
  hub.on('/rows', json({ error: 'not indexed' }, 500));
  hub.on(
    '/first-rows',
    json({
      features: [{ feature_idx: 0, name: 'headline', type: text }],
      rows: [
        { row_idx: 0, row: { headline: 'whole' }, truncated_cells: [] },
        { row_idx: 1, row: { headline: 'cu' }, truncated_cells: ['headline'] },
      ],
      truncated: true,
    }),
  );
  const lookup = await load(hub, 0, 5);
  assert.deepEqual(valuesOf(lookup, 'headline'), [[0, 'whole']]);
  assert.ok(lookup.kind === 'found');
  assert.deepEqual(
    lookup.problems.map(({ message }) => message),
    ['The Hub shows only a part of `headline` here.'],
  );
});
