import { suite, test } from 'node:test';
import { jinjaSyntax } from '../../server/src/rules/jinja-syntax.ts';
import { checkRule, templateFile } from './check-rule.ts';

function jinja(value: string): string {
  return templateFile({ jinja: value });
}

suite('jinja-syntax', () => {
  test("points at the exact place and gives Python's message", () => {
    checkRule(jinjaSyntax, {
      file: jinja(`'{{ text | ⟦}}⟧ ||| x'`),
      messages: ["Jinja2: expected token 'name', got 'end of print statement'"],
    });
  });

  test('finds the place behind escapes and folded lines', () => {
    checkRule(jinjaSyntax, {
      file: jinja(`"caf\\xE9 \\U0001F600\\n\\\n      \\ {{ text | ⟦}}⟧ ||| x"`),
    });
    checkRule(jinjaSyntax, {
      file: jinja(`'it''s

      {{ text | ⟦}}⟧ ||| x'`),
    });
  });

  test('reads answer_choices too', () => {
    checkRule(jinjaSyntax, { file: templateFile({ answer_choices: `'{{ a | ⟦}}⟧ ||| b'` }) });
  });

  test('is silent about what Jinja2 accepts', () => {
    checkRule(jinjaSyntax, {
      file: jinja(
        `'{% raw %}{{ | }}{% endraw %}{# {{ #} } }} {{ "}}" }} ||| {{ x["a"].b(1, *c) }}'`,
      ),
    });
  });
});
