import { suite, test } from 'node:test';
import { strayCharacter } from '../../server/src/rules/stray-character.ts';
import { checkRule, templateFile } from './check-rule.ts';

function check(jinja: string, messages?: readonly string[], fixed?: string): void {
  checkRule(strayCharacter, {
    file: templateFile({ jinja }),
    ...(messages && { messages }),
    ...(fixed && { afterFix: templateFile({ jinja: fixed }) }),
  });
}

suite('stray-character', () => {
  test('points at a brace behind a tag', () => {
    check(
      `'{{ text }}⟦}⟧ {% if a %}⟦}⟧b{% endif %} ||| yes'`,
      ['`}` ends no tag and is printed; remove it.', '`}` ends no tag and is printed; remove it.'],
      `'{{ text }} {% if a %}b{% endif %} ||| yes'`,
    );
  });

  test('points at the end of a tag that begins nowhere', () => {
    check(`'{{ text }} a ⟦}}⟧ b ⟦%}⟧ ||| yes'`, [
      '`}}` ends no tag and is printed; remove it.',
      '`%}` ends no tag and is printed; remove it.',
    ]);
  });

  test('points at an `n` that has lost its backslash', () => {
    check(
      `"{{ text }}⟦n⟧\\n{{ text }}\\n ||| yes"`,
      ['This `n` is printed; it looks like what is left of `\\n`. Remove it.'],
      `"{{ text }}\\n{{ text }}\\n ||| yes"`,
    );
  });

  test('points at a line break that YAML does not read as one', () => {
    check(`'{{ text }}⟦\\n⟧Really? ||| yes'`, [
      'This `\\n` is printed as a backslash and an `n`; put a line break here.',
    ]);
    check(`'{{ text }} $\\nu$ ||| {{ "\\n" }}'`);
  });

  test('is silent about braces that belong together', () => {
    check(`'{"a": {"b": {{ text }}}} :} ||| yes'`);
    check(`'{% raw %}}}{% endraw %}{{ text }} n\n      ||| yes'`);
  });

  test('puts a line break in place of a backslash and an `n`', () => {
    check(`'{{ text }}⟦\\n⟧Really? ||| yes'`, undefined, `'{{ text }}\n\n      Really? ||| yes'`);
  });
});
