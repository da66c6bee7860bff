import { suite, test } from 'node:test';
import { unusedAnswerChoices } from '../../server/src/rules/unused-answer-choices.ts';
import { checkRule, templateFile } from './check-rule.ts';

suite('unused-answer-choices', () => {
  test('points at choices that jinja does not mention', () => {
    checkRule(unusedAnswerChoices, {
      file: templateFile({
        answer_choices: 'No ||| Yes',
        jinja: `'{{ a }} answer_choices ||| Yes'`,
      }).replace('answer_choices', '⟦answer_choices⟧'),
      messages: [
        '`answer_choices` is not used in `jinja`; take the target from it, as in `{{ answer_choices[label] }}`, so that both stay the same.',
      ],
    });
  });

  test('is silent when they are used, or null', () => {
    checkRule(unusedAnswerChoices, {
      file: templateFile({
        answer_choices: 'No ||| Yes',
        jinja: `'a ||| {{ answer_choices[label] }}'`,
      }),
    });
    checkRule(unusedAnswerChoices, { file: templateFile() });
  });
});
