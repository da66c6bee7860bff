import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { RenderedRow } from '../../server/src/protocol/requests.ts';
import {
  buildTemplateScore,
  planTemplate,
  type TemplatePlan,
} from '../../server/src/scoring/score-template.ts';
import type { PromptScore } from '../../server/src/scoring/scoring-protocol.ts';

const template = { id: '1', name: 'sentiment' };
const yesNo = ['yes', 'no'];

function rendered(
  row: number,
  parts: readonly string[],
  answerChoices: readonly string[] | null = yesNo,
): RenderedRow {
  return { row, outcome: { kind: 'rendered', parts, answerChoices } };
}

function plan(...rows: readonly RenderedRow[]): TemplatePlan {
  const planned = planTemplate(rows);
  assert.equal(planned.kind, 'planned');
  return planned;
}

function scores(
  row: number,
  logLikelihoods: readonly (number | null)[],
  extra: Partial<PromptScore> = {},
): PromptScore {
  const choices = logLikelihoods.map((logLikelihood, index) => ({
    text: yesNo[index] ?? '',
    logLikelihood,
    tokens: 2,
    unconditional: null,
  }));
  return { row, choices, inputTokens: 9, isInputCut: false, isChoiceCut: false, ...extra };
}

suite('planning a template score', () => {
  test('takes the first part as input and the rows’ own choices', () => {
    const { prompts } = plan(
      rendered(0, ['Good?', 'yes']),
      rendered(7, ['Which?', 'b'], ['a', 'b', 'c']),
    );
    assert.deepEqual(prompts, [
      { row: 0, input: 'Good?', choices: ['yes', 'no'] },
      { row: 7, input: 'Which?', choices: ['a', 'b', 'c'] },
    ]);
  });

  test('refuses a template without answer choices, with what to do', () => {
    assert.deepEqual(planTemplate([rendered(0, ['Good?', 'yes'], null)]), {
      kind: 'refused',
      message:
        'This template has no answer choices, so there is nothing to rank: ' +
        'add `answer_choices`, with `|||` between them, to score it.',
    });
  });

  test('plans nothing for no rows', () => {
    assert.deepEqual(plan().prompts, []);
  });

  test('skips rows that render blank, fail or are stopped, each with its reason', () => {
    const { rows, prompts } = plan(
      rendered(0, ['']),
      rendered(1, ['Good?', 'yes'], []),
      { row: 2, outcome: { kind: 'failed', errorType: 'TypeError', message: 'no len()' } },
      { row: 3, outcome: { kind: 'stopped', message: 'It took more than 2 s.' } },
      rendered(4, ['Good?', 'yes']),
    );
    assert.deepEqual(
      rows.map((planned) => (planned.kind === 'skipped' ? planned.reason : 'scored')),
      [
        'the template renders blank on this row',
        'the row has no answer choices',
        'rendering failed with TypeError: no len()',
        'rendering was stopped: It took more than 2 s.',
        'scored',
      ],
    );
    assert.deepEqual(
      prompts.map(({ row }) => row),
      [4],
    );
  });
});

suite('building a template score', () => {
  test('compares the likeliest choice with the target', () => {
    const planned = plan(rendered(0, ['Good?', 'yes']), rendered(1, ['Good?', 'yes']));
    const { score, cautions } = buildTemplateScore(
      template,
      planned,
      [scores(0, [-1, -2]), scores(1, [-2, -1])],
      'sum',
    );
    assert.equal(score.accuracy, 0.5);
    assert.deepEqual(
      score.examples.map(({ prediction, target, correct }) => [prediction, target, correct]),
      [
        [0, 0, true],
        [1, 0, false],
      ],
    );
    assert.deepEqual(cautions, []);
  });

  test('counts a target outside the choices as wrong and says so', () => {
    const planned = plan(rendered(0, ['Good?', 'yes']), rendered(5, ['Good?', 'Yes']));
    const { score, cautions } = buildTemplateScore(
      template,
      planned,
      [scores(0, [-1, -2]), scores(5, [-1, -2])],
      'sum',
    );
    assert.equal(score.accuracy, 0.5);
    assert.equal(score.examples[1]?.target, null);
    assert.deepEqual(cautions, [
      'The target is none of the answer choices in row 5 (`Yes`), which counts as wrong.',
    ]);
  });

  test('leaves rows without a target out of the accuracy', () => {
    const planned = plan(rendered(0, ['Good?']), rendered(1, ['Good?', 'no']));
    const { score } = buildTemplateScore(
      template,
      planned,
      [scores(0, [-1, -2]), scores(1, [-2, -1])],
      'sum',
    );
    assert.equal(score.accuracy, 1);
    assert.equal(score.examples[0]?.prediction, 0);
  });

  test('accepts any of several targets', () => {
    const planned = plan(rendered(0, ['Good?', 'yes', 'no']));
    const { score } = buildTemplateScore(template, planned, [scores(0, [-2, -1])], 'sum');
    assert.deepEqual([score.examples[0]?.target, score.accuracy], [1, 1]);
  });

  test('does not rank a row with a score that is not finite', () => {
    const planned = plan(rendered(0, ['Good?', 'yes']));
    const { score } = buildTemplateScore(template, planned, [scores(0, [-1, null])], 'sum');
    assert.equal(score.accuracy, null);
    assert.deepEqual(score.examples[0], {
      row: 0,
      choices: scores(0, [-1, null]).choices,
      prediction: null,
      target: null,
      correct: false,
      skipped: 'the model gave a score that is not a finite number',
    });
  });

  test('keeps rows in order around those that were skipped', () => {
    const planned = plan(rendered(0, ['']), rendered(1, ['Good?', 'no']), rendered(2, ['']));
    const { score } = buildTemplateScore(template, planned, [scores(1, [-2, -1])], 'sum');
    assert.deepEqual(
      score.examples.map(({ row, prediction, skipped }) => [row, prediction, skipped]),
      [
        [0, null, 'the template renders blank on this row'],
        [1, 1, undefined],
        [2, null, 'the template renders blank on this row'],
      ],
    );
  });

  test('says in which rows something was cut', () => {
    const rows = [0, 1, 2, 3, 4, 5, 6];
    const { cautions } = buildTemplateScore(
      template,
      plan(...rows.map((row) => rendered(row, ['Good?', 'yes']))),
      rows.map((row) => scores(row, [-1, -2], { isInputCut: true, isChoiceCut: row === 3 })),
      'sum',
    );
    assert.deepEqual(cautions, [
      'The input is cut at 1024 tokens in rows 0, 1, 2, 3, 4 and 2 more.',
      'A choice is cut at 256 tokens in row 3.',
    ]);
  });
});
