import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { comparePrecision } from '../../server/src/scoring/precision-comparison.ts';
import type { PromptScore } from '../../server/src/scoring/scoring-protocol.ts';

const scored = (row: number, ...scores: readonly (number | null)[]): PromptScore => ({
  ...{ row, inputTokens: 3, isInputCut: false, isChoiceCut: false },
  choices: scores.map((logLikelihood, index) => ({
    ...{ text: 'abc'.charAt(index), logLikelihood, unconditional: null, tokens: 2 },
  })),
});

suite('a comparison of precisions', () => {
  test('counts predictions and orders that stay, and finds the largest shift', () => {
    const fp32 = [scored(0, -1, -2, -3), scored(1, -1, -2), scored(7, -4, -4.5)];
    const int8 = [scored(0, -1.1, -3.4, -3.2), scored(1, -1.25, -2), scored(7, -4.6, -4.5)];
    assert.deepEqual(comparePrecision('int8', int8, fp32), {
      precision: 'int8',
      rows: 3,
      samePrediction: 2 / 3,
      sameOrder: 3 / 5,
      largestShift: { row: 0, choice: 'b', fp32: -2, compared: -3.4 },
    });
  });

  test('leaves rows out that one of the two did not score', () => {
    const fp32 = [scored(0, -1, null), scored(1, -1, -2)];
    const int8 = [scored(0, -1, -2), scored(1, null, -2)];
    const { rows, samePrediction, sameOrder, largestShift } = comparePrecision('int8', int8, fp32);
    assert.deepEqual([rows, samePrediction, sameOrder, largestShift], [0, null, null, null]);
  });
});
