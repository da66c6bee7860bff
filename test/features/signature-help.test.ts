import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { languageService } from '../../server/src/language-service.ts';
import { type Knowledge, snapshotOf } from '../support/check.ts';
import { parseCursor } from '../support/fixture.ts';
import { schema, text } from '../support/schema-builder.ts';

const knowledge: Knowledge = { schema: schema({ text: text() }) };

/** The signature at `$0` with its active parameter in brackets. */
function signatureAt(jinja: string): string | undefined {
  const marked = `dataset: reviews\ntemplates:\n  a1: !Template\n    jinja: ${jinja}\n`;
  const { text: document, offset } = parseCursor(marked);
  const help = languageService.signatureHelp(snapshotOf(document, knowledge), offset);
  if (help === undefined) return undefined;
  const active = help.active === undefined ? undefined : help.parameters[help.active];
  if (active === undefined) return help.label;
  const { start, end } = active;
  return `${help.label.slice(0, start)}⟦${help.label.slice(start, end)}⟧${help.label.slice(end)}`;
}

suite('signature help', () => {
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    ['a filter', "'{{ text | replace($0) }}'", 'replace(⟦old⟧, new, count=none)'],
    ['the next argument', "'{{ text | replace(1, $0) }}'", 'replace(old, ⟦new⟧, count=none)'],
    ['a call that is not closed', "'{{ text | replace(1, $0'", 'replace(old, ⟦new⟧, count=none)'],
    [
      'a call that is not closed before other text',
      "'{{ text | replace($0 ||| {{ text }}'",
      'replace(⟦old⟧, new, count=none)',
    ],
    [
      'a keyword argument',
      "'{{ text | truncate(killwords=$0) }}'",
      "truncate(length=255, ⟦killwords=false⟧, end='...', leeway=none)",
    ],
    ['a test', "'{% if 3 is divisibleby($0) %}'", 'divisibleby(⟦num⟧)'],
    ['a function', "'{{ range(1, $0) }}'", 'range(start, ⟦stop=none⟧, step=1)'],
    [
      'arguments that are collected',
      "'{{ zip(text, text, $0) }}'",
      'zip(⟦*iterables⟧, strict=false)',
    ],
    ['keywords that are collected', "'{{ dict(a=$0) }}'", 'dict(*args, ⟦**kwargs⟧)'],
    ['a method', "'{{ text.split($0) }}'", 'split(⟦sep=none⟧, maxsplit=-1)'],
    [
      'an attribute of the loop',
      "'{% for w in text %}{{ loop.cycle($0) }}{% endfor %}'",
      'cycle(⟦*args⟧)',
    ],
    [
      'a macro of the template',
      "'{% macro m(x, y=1) %}{% endmacro %}{{ m(2, $0) }}'",
      'm(x, ⟦y=1⟧)',
    ],
    ['the innermost call', "'{{ range(text | length($0)) }}'", 'length()'],
    ['the call around a list', "'{{ range([1, $0]) }}'", 'range(⟦start⟧, stop=none, step=1)'],
    [
      'more arguments than there are',
      "'{{ text | replace(1, 2, 3, $0) }}'",
      'replace(old, new, count=none)',
    ],
    [
      'a scalar with escapes',
      '"\\\\ \\n{{ text | replace(1,\\n $0) }}"',
      'replace(old, ⟦new⟧, count=none)',
    ],
  ];
  for (const [what, jinja, expected] of cases) {
    test(`shows ${what}`, () => {
      assert.equal(signatureAt(jinja), expected);
    });
  }

  test('shows nothing outside of calls and for what is not known', () => {
    for (const jinja of ['{{ te$0xt }}', 'a ($0)', '{{ text | replace(1) | $0 }}', '{{ f($0) }}']) {
      assert.equal(signatureAt(`'${jinja}'`), undefined, jinja);
    }
  });
});
