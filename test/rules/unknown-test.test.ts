import { suite, test } from 'node:test';
import { unknownTest } from '../../server/src/rules/unknown-test.ts';
import { checkRule, templateFile } from './check-rule.ts';

function jinja(value: string): string {
  return templateFile({ jinja: value });
}

suite('unknown-test', () => {
  test('points at the name of the test and offers the nearest one', () => {
    checkRule(unknownTest, {
      file: jinja(`'{% if x is ⟦defind⟧ %}{{ x }}{% endif %} ||| y'`),
      messages: ['There is no test `defind` in Jinja2. Did you mean `defined`?'],
      afterFix: jinja(`'{% if x is defined %}{{ x }}{% endif %} ||| y'`),
    });
  });

  test('knows that select and its kin name a test', () => {
    checkRule(unknownTest, {
      file: jinja(`'{{ x | select("⟦oddd⟧") }}{{ x | selectattr("a", "⟦eqal⟧", 1) }} ||| y'`),
    });
    checkRule(unknownTest, {
      file: jinja(`'{{ x | select("!=", "") }}{{ x | selectattr("a") }}{{ x is not none }} ||| y'`),
    });
  });
});
