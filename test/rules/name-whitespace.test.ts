import { suite, test } from 'node:test';
import { nameWhitespace } from '../../server/src/rules/name-whitespace.ts';
import { checkRule, templateFile } from './check-rule.ts';

suite('name-whitespace', () => {
  test('points at the name and removes the outer blanks', () => {
    checkRule(nameWhitespace, {
      file: templateFile({ name: `⟦' yes or no  '⟧` }),
      messages: [
        '`name` has blanks at its ends; PromptSource takes them as a part of the name. Remove them.',
      ],
      afterFix: templateFile({ name: `'yes or no'` }),
    });
  });

  test('removes escaped blanks too', () => {
    checkRule(nameWhitespace, {
      file: templateFile({ name: '⟦"yes\\u2026 \\t"⟧' }),
      afterFix: templateFile({ name: '"yes\\u2026"' }),
    });
  });

  test('removes line breaks, which a quoted text writes as blank lines', () => {
    checkRule(nameWhitespace, {
      file: templateFile({ name: `⟦'yes or no\n\n      '⟧` }),
      afterFix: templateFile({ name: `'yes or no'` }),
    });
  });

  test('accepts blanks inside', () => {
    checkRule(nameWhitespace, { file: templateFile({ name: 'yes  or no   # a comment' }) });
  });
});
