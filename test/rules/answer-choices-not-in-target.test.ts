import { suite, test } from 'node:test';
import { answerChoicesNotInTarget } from '../../server/src/rules/answer-choices-not-in-target.ts';
import { checkRule, templateFile } from './check-rule.ts';

function check(jinja: string): void {
  const file = templateFile({ answer_choices: 'No ||| Yes', jinja });
  checkRule(answerChoicesNotInTarget, { file });
}

suite('answer-choices-not-in-target', () => {
  test('points at the first use when all are in the input', () => {
    checkRule(answerChoicesNotInTarget, {
      file: templateFile({
        answer_choices: 'No ||| Yes',
        jinja: `'{{ text }} {{ ⟦answer_choices⟧ | join(" or ") }}? {{ answer_choices[0] }} ||| {{ answer }}'`,
      }),
      messages: [
        '`answer_choices` is used in the input only; take the target from it as well, as in `{{ answer_choices[label] }}`, so that both stay the same.',
      ],
    });
  });

  test('is silent when the target mentions them', () => {
    check(`'{{ answer_choices | join(" or ") }}? ||| {{ answer_choices[label] }}'`);
    check(
      `'{% if a %}b{{ answer_choices }} ||| c{% else %}d ||| {{ answer_choices[0] }}{% endif %}'`,
    );
  });

  test('follows variables, lists and conditions into the target', () => {
    check(`'{% set best = answer_choices[label] %}{{ text }} ||| {{ best }}'`);
    check(`'{% set l = [] %}{{ l.append(answer_choices[0]) or "" }}{{ text }} ||| {{ l[0] }}'`);
    check(
      `'{% set ns = namespace() %}{% set ns.a = answer_choices %}{{ text }} ||| {{ ns.a[0] }}'`,
    );
    check(`'{% if answer_choices[0] == a %}{{ b }} ||| c{% else %}{{ b }} ||| d{% endif %}'`);
  });

  test('is silent when they are not used at all', () => {
    check(`'{{ text }} ||| yes'`);
  });
});
