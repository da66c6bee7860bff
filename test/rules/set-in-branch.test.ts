import { suite, test } from 'node:test';
import { setInBranch } from '../../server/src/rules/set-in-branch.ts';
import { checkRule, templateFile, text } from './check-rule.ts';

function jinja(value: string): string {
  return templateFile({ jinja: value });
}

suite('set-in-branch', () => {
  test('points at a name that only a branch sets', () => {
    checkRule(setInBranch, {
      features: { text },
      file: jinja(`'{% if text %}{% set ⟦x⟧ = 1 %}{% endif %}{{ x }} ||| {{ text }}'`),
      messages: [
        "`x` is set inside an `if` only, so PromptSource's checks take it for a field that the dataset lacks. Set it before the `if` as well.",
      ],
    });
  });

  test('accepts a name that is set before, and a field that a branch replaces', () => {
    checkRule(setInBranch, {
      features: { text },
      file: jinja(
        `'{% set x = 0 %}{% if x %}{% set x = 1 %}{% set text = "" %}{% endif %}{{ x }} ||| {{ text }}'`,
      ),
    });
  });

  test('is silent when the schema is not known', () => {
    checkRule(setInBranch, {
      file: jinja(`'{% if text %}{% set x = 1 %}{% endif %}{{ x }} ||| {{ text }}'`),
    });
  });

  test('gives the name an empty text before the outermost `if`', () => {
    const fixed = (before: string, after: string) =>
      checkRule(setInBranch, { features: { text }, file: jinja(before), afterFix: jinja(after) });
    fixed(
      `'A {%- if text %}{% if text %}{% set ⟦x⟧ = 1 %}{% endif %}{% endif %}{{ x }} ||| b'`,
      `'A {%- set x = "" %}{%- if text %}{% if text %}{% set x = 1 %}{% endif %}{% endif %}{{ x }} ||| b'`,
    );
    fixed(
      `"{% if text %}{% set ⟦x⟧ = 1 %}{% endif %}{{ x }} ||| b"`,
      `"{% set x = \\"\\" %}{% if text %}{% set x = 1 %}{% endif %}{{ x }} ||| b"`,
    );
  });

  test('changes nothing where the template asks whether the name is defined', () => {
    const asking = `'{% if text %}{% set x = 1 %}{% endif %}{{ x | default("b") }} ||| b'`;
    checkRule(setInBranch, {
      features: { text },
      file: jinja(asking.replace('set x', 'set ⟦x⟧')),
      afterFix: jinja(asking),
    });
  });
});
