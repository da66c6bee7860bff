import { suite, test } from 'node:test';
import { duplicateChoice } from '../../server/src/rules/duplicate-choice.ts';
import { checkRule, templateFile } from './check-rule.ts';

suite('duplicate-choice', () => {
  test('points at the second of two equal choices', () => {
    checkRule(duplicateChoice, {
      file: templateFile({ answer_choices: 'Yes ||| No |||  ⟦No⟧' }),
      messages: [
        'The choice `No` is given twice; the first one always wins when choices are ranked.',
      ],
    });
  });

  test('tells choices apart by case, and leaves those by example alone', () => {
    checkRule(duplicateChoice, { file: templateFile({ answer_choices: 'No ||| no' }) });
    checkRule(duplicateChoice, { file: templateFile({ answer_choices: `'{{ a }} ||| {{ a }}'` }) });
  });

  test('removes the second one where no label counts them', () => {
    const jinja = `'{{ text }} {{ answer_choices | join(", ") }}? ||| yes'`;
    checkRule(duplicateChoice, {
      file: templateFile({ jinja, answer_choices: 'Yes ||| No ||| ⟦Yes⟧ ||| Maybe' }),
      afterFix: templateFile({ jinja, answer_choices: 'Yes ||| No ||| Maybe' }),
    });
    checkRule(duplicateChoice, {
      file: templateFile({ jinja, answer_choices: `'Yes ||| No ||| ⟦No⟧'` }),
      afterFix: templateFile({ jinja, answer_choices: `'Yes ||| No'` }),
    });
  });

  test('leaves the choices that a label picks from where they are', () => {
    for (const pick of ['answer_choices[label]', 'answer_choices | length']) {
      const jinja = `'{{ text }} ||| {{ ${pick} }}'`;
      checkRule(duplicateChoice, {
        file: templateFile({ jinja, answer_choices: 'Yes ||| No ||| ⟦Yes⟧' }),
        afterFix: templateFile({ jinja, answer_choices: 'Yes ||| No ||| Yes' }),
      });
    }
  });
});
