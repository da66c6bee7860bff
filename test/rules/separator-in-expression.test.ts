import { suite, test } from 'node:test';
import { separatorInExpression } from '../../server/src/rules/separator-in-expression.ts';
import { checkRule, templateFile } from './check-rule.ts';

function check(jinja: string): void {
  checkRule(separatorInExpression, { file: templateFile({ jinja }) });
}

suite('separator-in-expression', () => {
  test('points at a separator inside a tag or comment', () => {
    checkRule(separatorInExpression, {
      file: templateFile({ jinja: `'{{ text }}{{ " ⟦|||⟧ yes" }}'` }),
      messages: [
        'This `|||` stands inside a tag or comment, where PromptSource does not look for it; end the tag before it and write it as text.',
      ],
    });
    check(`'{{ text }} {# ⟦|||⟧ #} yes'`);
    check(`'{% set s = "⟦|||⟧" %}{{ text }}{{ s }}yes'`);
  });

  test('points at one in a tag that is not closed', () => {
    check(`'{{ text ⟦|||⟧ {{ label }}'`);
  });

  test('is silent about separators in text, and about the choices', () => {
    check(`'{{ text }} ||| {% if a %}b{% endif %}{{ c }}'`);
    check(`'{% if a %}{{ text }} ||| b{% else %}{% raw %}{{ ||| }}{% endraw %}{% endif %}'`);
    checkRule(separatorInExpression, {
      file: templateFile({ answer_choices: `'{{ options | join(" ||| ") }}'` }),
    });
  });
});
