import { suite, test } from 'node:test';
import { nondeterministicTarget } from '../../server/src/rules/nondeterministic-target.ts';
import { checkRule, templateFile } from './check-rule.ts';

suite('nondeterministic-target', () => {
  test('points at what draws at random behind the separator', () => {
    checkRule(nondeterministicTarget, {
      file: templateFile({
        jinja: `'{{ text }} ||| {{ answers | ⟦choice⟧ }}{% if a %}{{ b | ⟦random⟧ }}{% endif %}'`,
      }),
      messages: [
        '`choice` draws at random, so that the target differs from one rendering to the next; take a fixed item.',
        '`random` draws at random, so that the target differs from one rendering to the next; take a fixed item.',
      ],
    });
  });

  test('is silent about the input, and about other filters', () => {
    checkRule(nondeterministicTarget, {
      file: templateFile({
        jinja: `'{% set a = ["b", "c"] | choice %}{{ text | random }} ||| {{ answers | first }}{{ a }}'`,
      }),
    });
  });

  test('takes the first item', () => {
    checkRule(nondeterministicTarget, {
      file: templateFile({ jinja: `'{{ text }} ||| {{ answers | ⟦choice⟧ }}'` }),
      afterFix: templateFile({ jinja: `'{{ text }} ||| {{ answers | first }}'` }),
    });
  });
});
