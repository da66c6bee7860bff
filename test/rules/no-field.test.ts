import { suite, test } from 'node:test';
import { noField } from '../../server/src/rules/no-field.ts';
import { checkRule, templateFile } from './check-rule.ts';

function check(jinja: string, answerChoices = 'null'): void {
  checkRule(noField, { file: templateFile({ jinja, answer_choices: answerChoices }) });
}

suite('no-field', () => {
  test('points at a prompt that is the same for every row', () => {
    checkRule(noField, {
      file: templateFile({ jinja: `'Is it {text}? ||| yes'` }).replace('jinja', '⟦jinja⟧'),
      messages: [
        '`jinja` uses no field of the dataset, so that the prompt is the same for every row; print one, as in `{{ text }}`.',
      ],
    });
    checkRule(noField, {
      file: templateFile({
        answer_choices: 'No ||| Yes',
        jinja: `'{% set a = range(3) | join %}{{ a }} ||| {{ answer_choices[0] }}'`,
      }).replace('jinja', '⟦jinja⟧'),
    });
  });

  test('is silent when a field is used, be it by way of the choices', () => {
    check(`'{% if text %}a{% endif %} ||| yes'`);
    check(`'{{ answer_choices[0] }} ||| yes'`, `'{{ a }} ||| {{ b }}'`);
  });

  test('is silent when nothing is written yet, or it cannot be read', () => {
    check(`''`);
    check(`'a {{ ||| b'`);
  });
});
