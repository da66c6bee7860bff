import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { boundRow } from '../../../server/src/render/process/bounded-row.ts';

const rendered = {
  kind: 'rendered',
  index: 2,
  raw: 'a',
  parts: ['a'],
  answerChoices: null,
} as const;

suite('a row that is handed over', () => {
  test('is the same where it is of a size that somebody reads', () => {
    const row = { ...rendered, raw: 'a'.repeat(4 * 1024 * 1024) };
    assert.equal(boundRow(row), row);
  });

  test('says so where its text, parts or answer choices are too large', () => {
    const stopped = (message: string) => ({ kind: 'stopped', index: 2, message });
    assert.deepEqual(
      boundRow({ ...rendered, raw: 'a'.repeat(4 * 1024 * 1024 + 1) }),
      stopped('The render has 4194305 characters, which is more than the limit of 4194304.'),
    );
    assert.deepEqual(
      boundRow({ ...rendered, parts: ['a', Array(10_000).fill('')] }),
      stopped('The render has 10001 parts, which is more than the limit of 10000.'),
    );
    assert.equal(boundRow({ ...rendered, answerChoices: Array(10_001).fill('') }).kind, 'stopped');
  });

  test('has an error message of a length that somebody reads', () => {
    const error = { type: 'KeyError', message: 'k'.repeat(20_000) };
    const row = boundRow({
      kind: 'failed',
      index: 2,
      error,
      answerChoices: null,
      answerChoicesError: error,
    });
    assert.ok(row.kind === 'failed');
    assert.equal(row.error.message, `${'k'.repeat(10_000)}…`);
    assert.equal(row.answerChoicesError?.message, row.error.message);
  });
});
