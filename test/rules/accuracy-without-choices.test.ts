import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { accuracyWithoutChoices } from '../../server/src/rules/accuracy-without-choices.ts';
import { checkRule, fixTitles, metadata, templateFile } from './check-rule.ts';

suite('accuracy-without-choices', () => {
  test('points at the metric of a template without choices', () => {
    checkRule(accuracyWithoutChoices, {
      file: templateFile({ metadata: metadata({ metrics: '[⟦Accuracy⟧]' }) }),
      messages: [
        '`Accuracy` is measured over answer choices, and `answer_choices` is null; write the choices out or choose another metric.',
      ],
    });
  });

  test('is silent when there are choices', () => {
    checkRule(accuracyWithoutChoices, {
      file: templateFile({
        answer_choices: 'a ||| b',
        metadata: metadata({ metrics: '[Accuracy]' }),
      }),
    });
  });

  test('offers metrics for free text that are not there yet', () => {
    const file = templateFile({ metadata: metadata({ metrics: '[Accuracy, ROUGE]' }) });
    assert.deepEqual(fixTitles(accuracyWithoutChoices, file), [
      'Replace by `Other`',
      'Replace by `BLEU`',
      'Replace by `Squad`',
    ]);
  });
});
