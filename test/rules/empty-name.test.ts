import { suite, test } from 'node:test';
import { emptyName } from '../../server/src/rules/empty-name.ts';
import { checkRule, templateFile } from './check-rule.ts';

suite('empty-name', () => {
  test('points at a name that is empty or blank', () => {
    for (const name of [`⟦''⟧`, `⟦'  '⟧`]) {
      checkRule(emptyName, {
        file: templateFile({ name }),
        messages: ['`name` is empty; give the template a name that says what it asks.'],
      });
    }
  });

  test('accepts any other name', () => {
    checkRule(emptyName, { file: templateFile({ name: '_' }) });
  });
});
