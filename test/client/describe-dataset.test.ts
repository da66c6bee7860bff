import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { describeDataset } from '../../client/src/datasets/describe-dataset.ts';
import type { DatasetStatus, PlaceStatus } from '../../server/src/protocol/datasets.ts';

const now = Date.UTC(2026, 0, 10);
const hour = 3_600_000;

function status(rows: PlaceStatus, rest: Partial<DatasetStatus> = {}): DatasetStatus {
  return {
    dataset: 'glue',
    subset: 'sst2',
    schema: rows,
    rows,
    split: 'train',
    rowCount: 67349,
    splits: [],
    ...rest,
  };
}

const hub = (ageMs: number, unreachable?: string): PlaceStatus => ({
  kind: 'found',
  source: 'hub',
  label: 'nyu-mll/glue',
  fetchedAt: now - ageMs,
  ...(unreachable !== undefined && { unreachable }),
});

suite('the status of a dataset tells', () => {
  test('dataset, split, rows, source and age', () => {
    assert.deepEqual(describeDataset(status(hub(3 * hour)), now), {
      text: 'glue/sst2 · train · 67,349 rows',
      detail: 'Hub: nyu-mll/glue, 3 hours ago',
      isDoubtful: false,
    });
  });

  test('why a copy may be old', () => {
    const text = describeDataset(status(hub(72 * hour, 'There is no network.')), now);
    assert.equal(text.detail, 'Hub: nyu-mll/glue, 3 days ago, offline. There is no network.');
    assert.equal(text.isDoubtful, true);
  });

  test('the file beside the template, whose split may be unknown', () => {
    const beside: PlaceStatus = { kind: 'found', source: 'beside', label: 'a.jsonl' };
    const text = describeDataset(
      status(beside, { subset: null, split: null, rowCount: null }),
      now,
    );
    assert.deepEqual(text, {
      text: 'glue · rows',
      detail: 'Beside the template: a.jsonl',
      isDoubtful: false,
    });
  });

  test('that nothing is known, and why', () => {
    assert.deepEqual(describeDataset(status({ kind: 'absent' }), now), {
      text: 'glue/sst2 · no rows',
      detail: 'Neither this machine nor the Hub knows it.',
      isDoubtful: true,
    });
    const offline = describeDataset(status({ kind: 'offline', message: 'No network.' }), now);
    assert.equal(offline.detail, 'No network.');
  });

  for (const [ageMs, words] of [
    [10_000, 'just now'],
    [60_000, '1 minute ago'],
    [59 * 60_000, '59 minutes ago'],
    [47 * hour, '47 hours ago'],
    [48 * hour, '2 days ago'],
  ] as const) {
    test(`an age of ${ageMs} ms as “${words}”`, () => {
      assert.ok(describeDataset(status(hub(ageMs)), now).detail.endsWith(words));
    });
  }
});
