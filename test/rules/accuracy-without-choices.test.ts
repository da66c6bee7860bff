import { suite, test } from 'node:test';
import { accuracyWithoutChoices } from '../../server/src/rules/accuracy-without-choices.ts';
import { checkRule, metadata, templateFile } from './check-rule.ts';

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
});
