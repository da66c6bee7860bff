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
});
