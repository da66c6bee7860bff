import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { groupByLength } from '../../server/src/scoring/batching.ts';

suite('groups by length', () => {
  test('holds everything in one group while it fits', () => {
    assert.deepEqual(groupByLength([3, 1, 2], { maxRows: 9, maxTokens: 9 }), [[1, 2, 0]]);
  });

  test('counts the padding that the longest row causes', () => {
    assert.deepEqual(groupByLength([3, 1, 2], { maxRows: 9, maxTokens: 8 }), [[1, 2], [0]]);
  });

  test('gives a row that is too long alone a group of its own', () => {
    assert.deepEqual(groupByLength([1, 20, 1], { maxRows: 9, maxTokens: 4 }), [[0, 2], [1]]);
  });

  test('holds no more rows than allowed', () => {
    assert.deepEqual(groupByLength([1, 1, 1], { maxRows: 2, maxTokens: 9 }), [[0, 1], [2]]);
  });

  test('makes no group of nothing', () => {
    assert.deepEqual(groupByLength([], { maxRows: 9, maxTokens: 4 }), []);
  });
});
