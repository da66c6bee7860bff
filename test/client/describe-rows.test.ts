import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeRows } from '../../client/webview/describe-rows.ts';

test('the rows that were scored are told by number, split and draw', () => {
  const sampled = { draw: 'sampled', seed: 7, count: 20, total: 3000, split: 'train' } as const;
  assert.equal(describeRows(sampled), '20 of 3,000 rows of train, sampled (seed 7)');
  assert.equal(describeRows({ ...sampled, draw: 'all', count: 8, split: null }), 'all 8 rows');
  assert.equal(
    describeRows({ ...sampled, draw: 'first', total: null }),
    'the first 20 rows of train: others could not be had',
  );
});
