import { suite, test } from 'node:test';
import { partialTruncation } from '../../server/src/rules/partial-truncation.ts';
import { checkRule, templateFile } from './check-rule.ts';

function check(jinja: string, messages?: readonly string[], fixed?: string): void {
  checkRule(partialTruncation, {
    file: templateFile({ jinja }),
    ...(messages && { messages }),
    ...(fixed && { afterFix: templateFile({ jinja: fixed }) }),
  });
}

function shortens(part: string): string {
  return `PromptSource shortens and turns into text what stands last before the \`}}\`: here ${part}. Put the whole expression in parentheses.`;
}

suite('partial-truncation', () => {
  test('points at printed operators and puts parentheses around them', () => {
    check(
      `"{{ ⟦a + b⟧ }}{{⟦c or\\\n      \\ d⟧-}} ||| {{ ⟦a if b else c⟧ }}"`,
      [
        shortens('the right side of `+` alone'),
        shortens('the right side of `or` alone'),
        shortens('the value behind `else` alone'),
      ],
      `"{{ (a + b) }}{{(c or\\\n      \\ d)-}} ||| {{ (a if b else c) }}"`,
    );
  });

  test('points at what changes its meaning', () => {
    check(`'{{ ⟦not a⟧ }} ||| {{ ⟦b if c⟧ }}'`, [
      shortens('the operand of `not`, which is always true then'),
      shortens('the condition, which is always true then'),
    ]);
    check(`'{{ ⟦a ~ b⟧ }}{{ ⟦a, b⟧ }} ||| {{ ⟦a < b⟧ }}'`);
  });

  test('is silent where the whole is shortened', () => {
    check(`'{{ (a + b) }}{{ a.b[c + 1] }}{{ -a }}{{ a is defined }} ||| {{ (a or b) | trim }}'`);
    check(`'{% set a = b + c %}{{ a | default(b + c) }} ||| {{ [a, b] }}'`);
  });

  test('is silent where what is not shortened is short', () => {
    check(`'{% set a = [] %}{{ a.append(b) or "" }}{{ "none" if c else d }}'`);
    checkRule(partialTruncation, {
      file: templateFile({
        answer_choices: 'no ||| yes',
        jinja: `'{{ a }} ||| {{ answer_choices[0] if a else answer_choices[1] }}'`,
      }),
    });
  });
});
