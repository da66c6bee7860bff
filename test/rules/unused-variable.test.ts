import { suite, test } from 'node:test';
import { unusedVariable } from '../../server/src/rules/unused-variable.ts';
import { checkRule, templateFile } from './check-rule.ts';

function check(jinja: string, messages?: readonly string[], fixed?: string): void {
  checkRule(unusedVariable, {
    file: templateFile({ jinja }),
    ...(messages && { messages }),
    ...(fixed && { afterFix: templateFile({ jinja: fixed }) }),
  });
}

suite('unused-variable', () => {
  test('points at a variable or macro that nothing reads', () => {
    check(
      `'{% set ⟦a⟧ = text %}b {% set ⟦c⟧ %}d{% endset %}{% macro ⟦m⟧() %}{% endmacro %} ||| x'`,
      [
        '`a` is set but never used.',
        '`c` is set but never used.',
        'The macro `m` is never called.',
      ],
      `'b {% set c %}d{% endset %}{% macro m() %}{% endmacro %} ||| x'`,
    );
  });

  test('removes the tag only where YAML keeps the white space around it', () => {
    check(
      `'a {% set ⟦b⟧ = 1 %}\n\n      {% set ⟦c⟧ = 1 %} d {% set ⟦e⟧ = 1 %} f ||| x'`,
      undefined,
      `'a {% set b = 1 %}\n\n      {% set c = 1 %} d  f ||| x'`,
    );
  });

  test('is silent about names that are read somewhere, were it before', () => {
    check(`'{% set a = 1 %}{{ a }} ||| x'`);
    check(`'{% for b in c %}{{ a }}{% set a = b %}{% endfor %} ||| x'`);
    check(`'{% set ns = namespace() %}{% set ns.a = 1 %} ||| x'`);
    check(`'{% for i in range(3) %}x{% endfor %} ||| x'`);
  });

  test('is silent about what is set for a call, or on purpose', () => {
    check(`'{% set a = b.append(1) %}{% set _ = c %}{% set d, e = f %}{{ d }} ||| x'`);
  });
});
