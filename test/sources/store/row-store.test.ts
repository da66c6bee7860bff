import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Origin } from '../../../server/src/dataset/lookup.ts';
import type { DatasetSource, RowsRequest } from '../../../server/src/sources/source.ts';
import { createRowStore } from '../../../server/src/sources/store/row-store.ts';
import type { SampleRequest } from '../../../server/src/sources/store/sample.ts';

const location = { dataset: 'made-up/reviews', subset: null };

const onHub: Origin = { source: 'hub', label: 'numbers' };
const onDisk: Origin = { source: 'beside', label: 'a.jsonl' };

interface SourceOptions {
  readonly origin: Origin;
  /** Whether the number of rows is known before the last one is read. */
  readonly isCounted?: boolean;
  /** Rows from here on are out of reach. */
  readonly end?: number;
}

interface Call {
  readonly offset: number;
  readonly limit: number;
}

/** A source of numbered rows; every 50th has the label 1, the others 0. */
function numbers(
  total: number,
  { origin, isCounted = true, end = Number.POSITIVE_INFINITY }: SourceOptions,
) {
  const calls: Call[] = [];
  const source: DatasetSource = {
    loadSchema: async () => ({ kind: 'absent' }),
    loadSplits: async () => ({ kind: 'absent' }),
    async loadRows(_location, { offset, limit, filter }: RowsRequest) {
      calls.push({ offset, limit });
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (offset >= end) return { kind: 'offline', origin, message: 'The rows are out of reach.' };
      const all = Array.from({ length: total }, (_, index) => index).filter(
        (index) => filter === undefined || index % 3 === 0,
      );
      const rows = all.slice(offset, offset + limit).map((index) => ({
        index,
        json: `{"label": ${index % 50 === 0 ? 1 : 0}}`,
        form: 'json' as const,
        place: { path: 'numbers' },
      }));
      const rowCount = isCounted || offset + limit > all.length ? all.length : null;
      return { kind: 'found', origin, split: 'train', rows, problems: [], rowCount };
    },
  };
  return { source, calls };
}

function open(
  total: number,
  {
    maxBytes = 10_000_000,
    origin = onHub,
    ...options
  }: Partial<SourceOptions & { maxBytes: number }> = {},
) {
  const { source, calls } = numbers(total, { origin, ...options });
  let now = 0;
  let changes = 0;
  let current = source;
  const store = createRowStore({
    ...{ source: () => current, maxBytes, now: () => now },
    onChange: () => {
      changes += 1;
    },
  });
  const pass = (ms: number) => {
    now += ms;
  };
  const load = async (request: RowsRequest) => {
    const lookup = await store.load(location, request);
    assert.equal(lookup.kind, 'found');
    return lookup.rows.map(({ index }) => index);
  };
  return {
    ...{ store, calls, load, pass, changes: () => changes },
    /** From now on the source has so many rows. */
    grow(to: number) {
      current = numbers(to, { origin, ...options }).source;
    },
  };
}

/** Longer than the source takes for an answer. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 20));

suite('the row store', () => {
  test('reads whole pages, and each of them once', async () => {
    const { calls, load } = open(1000);
    assert.deepEqual(await load({ offset: 3, limit: 3 }), [3, 4, 5]);
    assert.deepEqual(await load({ offset: 98, limit: 2 }), [98, 99]);
    assert.deepEqual(await load({ offset: 99, limit: 2 }), [99, 100]);
    assert.deepEqual(await load({ offset: 150, limit: 1 }), [150]);
    assert.deepEqual(calls, [
      { offset: 0, limit: 100 },
      { offset: 0, limit: 200 },
    ]);
  });

  test('reads many pages in one go', async () => {
    const { calls, load } = open(1000);
    assert.equal((await load({ offset: 0, limit: 950 })).length, 950);
    assert.equal((await load({ offset: 900, limit: 500 })).length, 100);
    assert.deepEqual(calls.slice(0, 1), [{ offset: 0, limit: 1000 }]);
  });

  test('reads once for all who ask at the same time', async () => {
    const { calls, load } = open(1000);
    await Promise.all(Array.from({ length: 200 }, () => load({ offset: 500, limit: 5 })));
    assert.equal(calls.length, 1);
  });

  test('keeps rows of a filter and of a split apart from the others', async () => {
    const { load } = open(1000);
    const filter = { conditions: [{ kind: 'search', text: 'three' }] } as const;
    assert.deepEqual(await load({ offset: 1, limit: 2, filter }), [3, 6]);
    assert.deepEqual(await load({ offset: 99, limit: 2, filter }), [297, 300]);
    assert.deepEqual(await load({ offset: 1, limit: 2 }), [1, 2]);
    assert.deepEqual(await load({ offset: 1, limit: 2, filter }), [3, 6]);
  });

  test('forgets the pages that were not used for longest beyond its memory', async () => {
    const { calls, load } = open(1000, { maxBytes: 70_000 });
    for (const offset of [0, 100, 200, 0, 300, 0]) await load({ offset, limit: 100 });
    assert.equal(calls.length, 4);
    await load({ offset: 100, limit: 100 });
    assert.equal(calls.length, 5);
  });

  test('forgets everything when told to', async () => {
    const { store, calls, load } = open(1000);
    await load({ offset: 0, limit: 1 });
    store.clear();
    await load({ offset: 0, limit: 1 });
    assert.equal(calls.length, 2);
  });

  for (const [what, origin, keptMs] of [
    ['files, which may change', onDisk, 2000],
    ['what stands in for a Hub out of reach', { ...onHub, unreachable: 'no network' }, 30_000],
  ] as const) {
    test(`reads ${what}, again after a while`, async () => {
      const { calls, load, pass } = open(1000, { origin });
      await load({ offset: 0, limit: 1 });
      pass(keptMs - 1);
      await load({ offset: 0, limit: 1 });
      assert.equal(calls.length, 1);
      pass(1);
      await load({ offset: 0, limit: 1 });
      assert.equal(calls.length, 2);
    });
  }

  test('gives out what it has while it reads a file again, and tells when that has changed', async () => {
    const { load, pass, changes, grow } = open(3, { origin: onDisk });
    const all = { offset: 0, limit: 10 };
    await load(all);
    pass(2000);
    await load(all);
    await aWhile();
    assert.equal(changes(), 0);
    grow(4);
    pass(2000);
    assert.deepEqual(await load(all), [0, 1, 2]);
    await aWhile();
    assert.equal(changes(), 1);
    assert.deepEqual(await load(all), [0, 1, 2, 3]);
  });

  test('waits for rows that it has not looked at for long', async () => {
    const { load, pass, grow } = open(3, { origin: onDisk });
    const all = { offset: 0, limit: 10 };
    await load(all);
    grow(4);
    pass(62_000);
    assert.deepEqual(await load(all), [0, 1, 2, 3]);
  });

  test('draws a sample from what is there now', async () => {
    const { store, load, pass, grow } = open(3, { origin: onDisk });
    await load({ offset: 0, limit: 10 });
    grow(4);
    pass(2000);
    const sample = await store.sample(location, { size: 10, seed: 1 });
    assert.equal(sample.kind === 'found' && sample.rows.length, 4);
  });
});

suite('a sample', () => {
  async function sample(
    total: number,
    request: SampleRequest,
    options: Parameters<typeof open>[1] = {},
  ) {
    const { store, calls } = open(total, options);
    const lookup = await store.sample(location, request);
    assert.equal(lookup.kind, 'found');
    const { rows, rowCount, draw } = lookup;
    return { rows, rowCount, draw, indices: rows.map(({ index }) => index), calls };
  }

  test('is the same for the same seed, and another for another', async () => {
    const one = await sample(5000, { size: 20, seed: 1 });
    const same = await sample(5000, { size: 20, seed: 1 });
    const other = await sample(5000, { size: 20, seed: 2 });
    assert.equal(one.indices.length, 20);
    assert.deepEqual(one.indices, same.indices);
    assert.notDeepEqual(one.indices, other.indices);
    assert.deepEqual(
      one.indices,
      [...one.indices].sort((a, b) => a - b),
    );
  });

  test('reads no more than some pages of a large dataset', async () => {
    const { indices, calls } = await sample(1_000_000, { size: 50, seed: 3 });
    assert.equal(new Set(indices).size, 50);
    assert.ok(calls.length <= 9, `${calls.length} pages`);
  });

  test('is everything where there is no more', async () => {
    const { indices, draw } = await sample(7, { size: 20, seed: 1 });
    assert.deepEqual(indices, [0, 1, 2, 3, 4, 5, 6]);
    assert.equal(draw, 'all');
  });

  test('of rows that nobody has counted is one of all of them', async () => {
    const request = { size: 20, seed: 1 };
    const counted = await sample(5000, request);
    const uncounted = await sample(5000, request, { isCounted: false });
    assert.deepEqual(uncounted.indices, counted.indices);
    assert.deepEqual([uncounted.draw, uncounted.rowCount], ['sampled', 5000]);
  });

  test('is of the first rows where the others are out of reach, and says so', async () => {
    const { indices, draw } = await sample(5000, { size: 3, seed: 1 }, { end: 100 });
    assert.deepEqual(indices, [0, 1, 2]);
    assert.equal(draw, 'first');
  });

  test('has the classes in their shares, and rare ones as well', async () => {
    const { rows } = await sample(5000, { size: 25, seed: 1, stratifyBy: 'label' });
    const rare = rows.filter(({ json }) => json.includes('1'));
    assert.equal(rows.length, 25);
    assert.equal(rare.length, 1);
  });
});
