import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { summarize } from '../../server/src/scoring/summary.ts';

suite('summary over templates', () => {
  test('interpolates quartiles as numpy does', () => {
    assert.deepEqual(summarize([1, 0, 0.5, 0.25]), {
      templates: 4,
      median: 0.375,
      q1: 0.1875,
      q3: 0.625,
      minimum: 0,
      maximum: 1,
      mean: 0.4375,
    });
  });

  test('leaves out templates without an accuracy', () => {
    const { templates, median, q1, q3 } = summarize([null, 0.5, null]);
    assert.deepEqual([templates, median, q1, q3], [1, 0.5, 0.5, 0.5]);
  });

  test('has no figures without templates', () => {
    assert.deepEqual(Object.values(summarize([null])), [0, null, null, null, null, null, null]);
  });
});
