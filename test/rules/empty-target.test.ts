import { suite, test } from 'node:test';
import { emptyTarget } from '../../server/src/rules/empty-target.ts';
import { checkRule, templateFile } from './check-rule.ts';

function check(jinja: string): void {
  checkRule(emptyTarget, { file: templateFile({ jinja }) });
}

suite('empty-target', () => {
  test('points at a separator with nothing behind it', () => {
    checkRule(emptyTarget, {
      file: templateFile({ jinja: `'{{ text }} ⟦|||⟧ '` }),
      messages: [
        'Nothing stands behind this `|||`, so that there is nothing to answer; write the target here.',
      ],
    });
    check(`'{{ text }} ⟦|||⟧ {# later #}{% set x = 1 %}'`);
    check(`'{% if a %}{{ text }} ||| b{% else %}{{ text }} ⟦|||⟧{% endif %}'`);
  });

  test('is silent where anything may be printed', () => {
    check(`'{{ text }} ||| {% if label != -1 %}{{ label }}{% endif %}'`);
    check(`'{% if a %}b ||| {% endif %}{{ text }}'`);
  });

  test('is silent where input and target are empty, to skip a row', () => {
    check(`'{% if a %}{{ text }} ||| b{% else %} ||| {% endif %}'`);
  });
});
