import { suite, test } from 'node:test';
import { choiceNeverTarget } from '../../server/src/rules/choice-never-target.ts';
import { checkRule, templateFile } from './check-rule.ts';

/** Six rows of which none has the label 2. */
const rows = [0, 1, 0, 1, 1, 0].map((label, index) => `{"text": "${index}", "label": ${label}}`);

function file(choices: string, jinja = `'{{ text }}? ||| {{ answer_choices[label] }}'`): string {
  return templateFile({ answer_choices: choices, jinja });
}

suite('choice-never-target', () => {
  test('points at a choice that no row has for its target', () => {
    checkRule(choiceNeverTarget, {
      rows: [...rows, ...rows],
      file: file('yes ||| no ||| ⟦maybe⟧'),
      messages: ['The answer choice `maybe` is the target on none of the 12 rows that were tried.'],
      severities: ['information'],
    });
  });

  test('only hints at it where there are few rows', () => {
    checkRule(choiceNeverTarget, {
      rows,
      file: file('yes ||| no ||| ⟦maybe⟧'),
      severities: ['hint'],
    });
  });

  test('points at the key where the choices are worked out', () => {
    checkRule(choiceNeverTarget, {
      rows,
      file: file(`'{{ ["yes", "no", "maybe"] | join(" ||| ") }}'`).replace(
        'answer_choices:',
        '⟦answer_choices⟧:',
      ),
      messages: ['The answer choice number 3 is the target on none of the 6 rows that were tried.'],
    });
  });

  test('is silent where each choice is used, or could not be', () => {
    checkRule(choiceNeverTarget, { rows, file: file('yes ||| no') });
    checkRule(choiceNeverTarget, { rows: rows.slice(0, 2), file: file('yes ||| no ||| maybe') });
    checkRule(choiceNeverTarget, { rows, file: file(`'{{ text }} ||| no ||| maybe'`) });
    checkRule(choiceNeverTarget, { rows, file: file('yes ||| no ||| yes') });
    checkRule(choiceNeverTarget, { file: file('yes ||| no ||| maybe') });
  });
});
