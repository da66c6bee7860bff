import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { groupByLength } from '../../server/src/scoring/batching.ts';

suite('groups by length', () => {
  test('holds everything in one group while it fits', () => {
    assert.deepEqual(groupByLength([3, 1, 2], 9), [[1, 2, 0]]);
  });

  test('counts the padding that the longest row causes', () => {
    assert.deepEqual(groupByLength([3, 1, 2], 8), [[1, 2], [0]]);
  });

  test('gives a row that is too long alone a group of its own', () => {
    assert.deepEqual(groupByLength([1, 20, 1], 4), [[0, 2], [1]]);
  });

  test('makes no group of nothing', () => {
    assert.deepEqual(groupByLength([], 4), []);
  });
});
