import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readMessage } from '../../../server/src/render/process/read-message.ts';

const rendered = { kind: 'rendered', index: 0, raw: 'a', parts: ['a'], answerChoices: null };
const error = { type: 'KeyError', message: "'a'" };
const failed = {
  kind: 'failed',
  index: 3,
  error,
  answerChoices: ['x'],
  span: { start: 1, end: 2 },
};

const field = {
  column: 'a',
  steps: [
    { kind: 'field', name: 'b' },
    { kind: 'item', index: -1 },
  ],
};
const origins = {
  places: [
    { kind: 'text', span: { start: 0, end: 1 } },
    { kind: 'expression', span: { start: 1, end: 2 }, field },
    { kind: 'expression', span: { start: 1, end: 2 }, field: null },
  ],
  parts: [[{ length: 1, place: 2 }], []],
};
const variants = {
  isComplete: true,
  renders: 2,
  others: [{ kind: 'failed', error, answerChoices: null }],
};

suite('a message of the render process', () => {
  const good: readonly unknown[] = [
    { kind: 'ready' },
    { kind: 'done', run: 1 },
    { kind: 'row', run: 1, row: rendered },
    { kind: 'row', run: 1, row: { ...rendered, parts: ['a', ['b', 'c']], answerChoices: ['b'] } },
    { kind: 'row', run: 1, row: failed },
    { kind: 'row', run: 1, row: { ...rendered, origins, isRandom: true, variants } },
    { kind: 'row', run: 1, row: { ...failed, answerChoicesError: error, answerChoices: null } },
    { kind: 'row', run: 1, row: { kind: 'unreadable', index: 1, message: 'no JSON' } },
    { kind: 'row', run: 1, row: { kind: 'stopped', index: 1, message: 'too large' } },
  ];
  for (const message of good) {
    test(`is taken: ${JSON.stringify(message)}`, () => {
      assert.equal(readMessage(message), message);
    });
  }

  const bad: readonly unknown[] = [
    null,
    'ready',
    {},
    { kind: 'ended' },
    { kind: 'done' },
    { kind: 'done', run: '1' },
    { kind: 'row', run: 1 },
    { kind: 'row', run: 1, row: { ...rendered, index: -1 } },
    { kind: 'row', run: 1, row: { ...rendered, index: 0.5 } },
    { kind: 'row', run: 1, row: { ...rendered, raw: 1 } },
    { kind: 'row', run: 1, row: { ...rendered, parts: ['a', { length: 1 }] } },
    { kind: 'row', run: 1, row: { ...rendered, parts: ['a', ['b', ['c']]] } },
    { kind: 'row', run: 1, row: { ...rendered, answerChoices: undefined } },
    { kind: 'row', run: 1, row: { ...failed, error: 'KeyError' } },
    { kind: 'row', run: 1, row: { ...failed, answerChoicesError: null } },
    { kind: 'row', run: 1, row: { ...failed, span: { start: 1 } } },
    { kind: 'row', run: 1, row: { kind: 'stopped', index: 1 } },
    { kind: 'row', run: 1, row: { ...rendered, isRandom: 'yes' } },
    { kind: 'row', run: 1, row: { ...rendered, origins: { ...origins, places: [] } } },
    {
      kind: 'row',
      run: 1,
      row: { ...rendered, origins: { ...origins, parts: [[{ length: 1 }]] } },
    },
    { kind: 'row', run: 1, row: { ...rendered, variants: { ...variants, others: [{}] } } },
    { kind: 'row', run: 1, row: { ...rendered, variants: { others: [] } } },
    { kind: 'row', run: 1, row: { kind: '__proto__', index: 1 } },
  ];
  for (const message of bad) {
    test(`is refused: ${JSON.stringify(message)}`, () => {
      assert.equal(readMessage(message), undefined);
    });
  }
});
