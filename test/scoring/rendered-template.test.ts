import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { RenderedRow } from '../../server/src/protocol/requests.ts';
import { scoreRenderedTemplate } from '../../server/src/scoring/rendered-template.ts';
import { startClient } from './support/model.ts';

const template = { id: '1', name: 'sentiment' };
const settings = {
  modelFolder: null,
  provider: 'auto',
  precision: 'auto',
  inputEos: 'auto',
  allowCopy: false,
  cacheMegabytes: 0,
  normalization: 'sum',
} as const;

function review(row: number, text: string, answerChoices: readonly string[] | null): RenderedRow {
  const parts = [`${text} Positive or negative?`, 'negative'];
  return { row, outcome: { kind: 'rendered', parts, answerChoices } };
}

suite('scoring a rendered template', () => {
  test('gives its accuracy with the scores of every row', async (context) => {
    const choices = ['positive', 'negative'];
    const rows = [review(0, 'A dull film.', choices), review(1, 'A fine book.', choices)];
    const outcome = await scoreRenderedTemplate(startClient(context), template, rows, settings);
    assert.equal(outcome.kind, 'scored');
    const { accuracy, examples } = outcome.score;
    const right = examples.filter(({ correct }) => correct).length;
    assert.equal(accuracy, right / 2);
    assert.deepEqual(
      examples.map(({ target, choices: scores }) => [target, scores.length]),
      [
        [1, 2],
        [1, 2],
      ],
    );
  });

  test('of a template without answer choices starts no model', async () => {
    const client = {
      score: () => assert.fail('the model was asked'),
    };
    const rows = [review(0, 'A dull film.', null)];
    const outcome = await scoreRenderedTemplate(client, template, rows, settings);
    assert.match(outcome.kind === 'failed' ? outcome.message : '', /has no answer choices/);
  });

  test('passes on what is wrong with the model', async (context) => {
    const rows = [review(0, 'A dull film.', ['positive', 'negative'])];
    const outcome = await scoreRenderedTemplate(startClient(context), template, rows, {
      ...settings,
      modelFolder: '/nowhere/model',
    });
    assert.match(outcome.kind === 'failed' ? outcome.message : '', /does not exist/);
  });
});
