import { suite, test } from 'node:test';
import { emptyChoice } from '../../server/src/rules/empty-choice.ts';
import { checkRule, templateFile } from './check-rule.ts';

function choices(value: string): string {
  return templateFile({ answer_choices: value });
}

suite('empty-choice', () => {
  test('points at the blank between two separators', () => {
    checkRule(emptyChoice, {
      file: choices(`'No |||⟦ ⟧||| Yes'`),
      messages: ['This answer choice is empty; write its text or remove the `|||` beside it.'],
    });
  });

  test('points at the whole text where nothing stands between or around', () => {
    checkRule(emptyChoice, {
      file: choices(`⟦''⟧`),
      messages: [
        '`answer_choices` is empty, which makes one empty choice; for a template without choices write `null`.',
      ],
    });
    checkRule(emptyChoice, { file: choices(`⟦'No |||'⟧`) });
  });

  test('is silent about choices that differ by example', () => {
    checkRule(emptyChoice, { file: choices(`'{{ a }}|||{{ b }}'`) });
    checkRule(emptyChoice, { file: choices('null') });
    checkRule(emptyChoice, { file: choices('No ||| Yes') });
  });

  test('removes the last one, and writes null for the only one', () => {
    checkRule(emptyChoice, {
      file: choices(`⟦'No ||| Yes |||'⟧`),
      afterFix: choices(`'No ||| Yes'`),
    });
    checkRule(emptyChoice, { file: choices(`⟦''⟧`), afterFix: choices('null') });
    const used = { jinja: `'{{ text }} ||| {{ answer_choices[0] }}'` };
    checkRule(emptyChoice, {
      file: templateFile({ ...used, answer_choices: `⟦''⟧` }),
      afterFix: templateFile({ ...used, answer_choices: `''` }),
    });
  });
});
