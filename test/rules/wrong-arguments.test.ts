import { suite, test } from 'node:test';
import { wrongArguments } from '../../server/src/rules/wrong-arguments.ts';
import { checkRule, templateFile } from './check-rule.ts';

function check(jinja: string, messages: readonly string[] = []): void {
  checkRule(wrongArguments, { file: templateFile({ jinja }), messages });
}

suite('wrong-arguments', () => {
  test('mends a misspelt keyword', () => {
    checkRule(wrongArguments, {
      file: templateFile({ jinja: `'{{ text | sort(⟦revers⟧=true) }} ||| x'` }),
      messages: [
        'The filter `sort` has no argument `revers`; it has `reverse`, `case_sensitive`, `attribute`.',
      ],
      afterFix: templateFile({ jinja: `'{{ text | sort(reverse=true) }} ||| x'` }),
    });
  });

  test('points at arguments too many, too few, or of a wrong name', () => {
    check(`'{{ a | lower(⟦1⟧) }}{{ a | ⟦replace⟧("b") }}{{ a | join(⟦sep⟧=", ") }} ||| x'`, [
      'The filter `lower` takes no argument.',
      'The filter `replace` needs the argument `new`.',
      'The filter `join` has no argument `sep`; it has `d`, `attribute`.',
    ]);
    check(`'{{ a | truncate(9, ⟦length⟧=8) }}{{ a | default("", true, ⟦1⟧) }} ||| x'`, [
      'The filter `truncate` gets `length` twice.',
      'The filter `default` takes 2 arguments at most.',
    ]);
  });

  test('looks at tests, functions, methods and macros', () => {
    check(
      `'{% macro m(a, b) %}{{ a }}{% endmacro %}{{ m(1, 2, ⟦3⟧) }}{{ m(⟦c⟧=1) }}{% if a is ⟦divisibleby⟧ %}{% endif %}{{ ⟦range⟧() }}{{ "a".split(⟦by⟧=",") }} ||| {{ [1].⟦append⟧() }}'`,
      [
        'The macro `m` takes 2 arguments at most.',
        'The macro `m` has no argument `c`; it has `a`, `b`.',
        'The test `divisibleby` needs the argument `num`.',
        'The function `range` needs the argument `start`.',
        'The method `split` has no argument `by`; it has `sep`, `maxsplit`.',
        'The method `append` needs the argument `object`.',
      ],
    );
    check(`'{{ "a".strip(⟦chars⟧="b") }} ||| x'`, [
      'The method `strip` takes `chars` by its place only; leave the name out.',
    ]);
  });

  test('accepts what Python accepts', () => {
    check(
      `'{{ a | join }}{{ a | join(", ", attribute="b") }}{{ a | map(attribute="b", default="") }}{{ "%s" | format(a, b) }}{{ a | round(method="floor", precision=1) }} ||| {{ zip(a, b, strict=true) | list }}{{ dict(a=1) }}{{ range(1, 2, 3) }}'`,
    );
    check(
      `'{% macro m(a) %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, b=3) }}{{ m() }}{% if a is divisibleby 3 %}{% endif %} ||| {{ loop.cycle(1, 2) }}'`,
    );
  });

  test('says nothing about arguments that are unpacked, or of things unknown', () => {
    check(
      `'{{ a | replace(*b) }}{{ a | join(**b) }}{{ c(1) }}{{ d.e(1) }}{{ f | nope(1) }} ||| x'`,
    );
  });
});
