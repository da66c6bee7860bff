import { suite, test } from 'node:test';
import { missingAnswerChoices } from '../../server/src/rules/missing-answer-choices.ts';
import { checkRule, classLabel, templateFile, text } from './check-rule.ts';

function jinja(value: string, answerChoices = 'null'): string {
  return templateFile({ answer_choices: answerChoices, jinja: value });
}

suite('missing-answer-choices', () => {
  test('points at each use of choices that are null', () => {
    checkRule(missingAnswerChoices, {
      file: jinja(`'{{ a }} ||| {{ ⟦answer_choices⟧[label] }}'`),
      messages: [
        '`answer_choices` is null here; write the choices under `answer_choices`, separated by `|||`.',
      ],
    });
  });

  test('is silent when there are choices, or the template asks first', () => {
    checkRule(missingAnswerChoices, { file: jinja(`'a ||| {{ answer_choices[0] }}'`, 'a ||| b') });
    checkRule(missingAnswerChoices, {
      file: jinja(`'a ||| {% if answer_choices %}{{ answer_choices[0] }}{% endif %}'`),
    });
    checkRule(missingAnswerChoices, {
      file: jinja(`'a ||| {% set answer_choices = ["b"] %}{{ answer_choices[0] }}'`),
    });
  });

  test('writes the classes of the label that picks the choice', () => {
    const label = classLabel('No', 'Yes', 'Not: sure');
    const picks = (mark: string) => `'{{ a }} ||| {{ ${mark}[label] }}'`;
    checkRule(missingAnswerChoices, {
      features: { a: text, label },
      file: jinja(picks('⟦answer_choices⟧')),
      afterFix: jinja(picks('answer_choices'), `'No ||| Yes ||| Not: sure'`),
    });
    checkRule(missingAnswerChoices, {
      features: { a: text, label },
      file: jinja(picks('⟦answer_choices⟧').replace('[label]', '[0]')),
      afterFix: jinja(picks('answer_choices').replace('[label]', '[0]')),
    });
  });
});
