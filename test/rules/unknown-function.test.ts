import { suite, test } from 'node:test';
import { unknownFunction } from '../../server/src/rules/unknown-function.ts';
import { checkRule, templateFile, text } from './check-rule.ts';

function check(jinja: string, messages?: readonly string[], fixed?: string): void {
  checkRule(unknownFunction, {
    file: templateFile({ jinja }),
    ...(messages && { messages }),
    ...(fixed && { afterFix: templateFile({ jinja: fixed }) }),
  });
}

suite('unknown-function', () => {
  test('points at a function that does not exist, with the nearest one', () => {
    check(
      `'{{ ⟦rnage⟧(3) }} ||| {{ ⟦shout⟧(text) }}'`,
      [
        'There is no function `rnage` in Jinja2 or PromptSource. Did you mean `range`?',
        'There is no function `shout` in Jinja2 or PromptSource.',
      ],
      `'{{ range(3) }} ||| {{ shout(text) }}'`,
    );
  });

  test('turns functions of Python into filters', () => {
    check(
      `"{% if ⟦len⟧(text) > 2 %}{{ ⟦sorted⟧ (a + b) }}{% endif %} ||| {{ ⟦round⟧(c, 2) }}"`,
      [
        'There is no function `len` in Jinja2; it is a filter there: write `… | length`.',
        'There is no function `sorted` in Jinja2; it is a filter there: write `… | sort`.',
        'There is no function `round` in Jinja2; it is a filter there: write `… | round`.',
      ],
      `"{% if (text | length) > 2 %}{{ ((a + b) | sort) }}{% endif %} ||| {{ round(c, 2) }}"`,
    );
  });

  test('tells a field and the choices from functions', () => {
    checkRule(unknownFunction, {
      features: { text },
      file: templateFile({ jinja: `'{{ ⟦text⟧(1) }} ||| {{ ⟦answer_choices⟧(0) }}'` }),
      messages: [
        '`text` is a field, not a function, and cannot be called.',
        '`answer_choices` is the list of choices, not a function, and cannot be called.',
      ],
    });
  });

  test('accepts globals, macros and what a variable holds', () => {
    check(
      `'{% macro m() %}{{ caller() }}{% endmacro %}{{ m() }}{{ zip(a, b) }} ||| {{ range(3) }}'`,
    );
    check(`'{% set j = joiner() %}{{ j() }}{{ text.lower() }} ||| {{ namespace(a=1).a }}'`);
    check(`'{% for a in b recursive %}{{ loop(a.c) }}{% endfor %} ||| x'`);
  });
});
