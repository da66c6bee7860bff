import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseTemplate } from '../../server/src/jinja/parse-template.ts';
import {
  spanBeforeEdit,
  type TruncationEffect,
  truncationEffects,
  withTruncation,
} from '../../server/src/jinja/truncation.ts';
import { withHighlight } from '../../server/src/render/promptsource/highlight.ts';

suite('a place in a text that was truncated', () => {
  const original = '{{ a }}b{{ q }}}}';
  for (const [name, edit] of [
    ['truncated', withTruncation],
    ['highlighted', withHighlight],
    ['both', (source: string) => withHighlight(withTruncation(source))],
  ] as const) {
    test(`is that of the same characters before it was ${name}`, () => {
      const edited = edit(original);
      for (const [part, place] of [
        ['{{ a', 0],
        ['b{{ q', 7],
        ['q', 11],
      ] as const) {
        const start = edited.indexOf(part);
        const span = spanBeforeEdit(original, edited, { start, end: start + part.length });
        assert.deepEqual(span, { start: place, end: place + part.length });
      }
    });

    test(`is the closing braces for what was written when it was ${name}`, () => {
      const edited = edit(original);
      const start = edited.lastIndexOf('|');
      const span = spanBeforeEdit(original, edited, { start, end: start + 1 });
      assert.deepEqual(span, { start: 15, end: 17 });
    });
  }

  test('stays where it is in a text without braces', () => {
    assert.deepEqual(spanBeforeEdit('abc', 'abc', { start: 1, end: 2 }), { start: 1, end: 2 });
  });
});

/** The effects as text: what they are, where, and what the filters apply to. */
function effects(source: string): string[] {
  return truncationEffects(parseTemplate(source)).map((effect) => describe(effect, source));
}

function describe(effect: TruncationEffect, source: string): string {
  const place = source.slice(effect.span.start, effect.span.end);
  switch (effect.kind) {
    case 'partial':
      return `of "${place}" only "${source.slice(effect.operand.start, effect.operand.end)}"`;
    case 'edited-text':
      return `${effect.place} at ${effect.span.start}`;
    case 'operator':
      return `operator ${place}`;
    case 'unparsable':
      return `at ${effect.span.start}: ${effect.message}`;
  }
}

suite('truncation', () => {
  for (const source of [
    'no print',
    '{{ a }} {{ a | upper }} {{ a.b[0] }} {{ (a + b) }} {{ -a }} {{ f(a + b) }}{{-a}}',
    '{% if a %}{{ a|truncate(3) }}{% endif %}{# }} #}',
    '{{ a',
  ]) {
    test(`shortens what is printed, and does no more: ${source}`, () => {
      assert.deepEqual(effects(source), []);
    });
  }

  const cases: readonly (readonly [string, ...string[]])[] = [
    ['{{ a + b }}', 'of "a + b" only "b"'],
    ['{{ a ~ b | upper }}', 'of "a ~ b | upper" only "b | upper"'],
    ['{{ a if b else c.d }}', 'of "a if b else c.d" only "c.d"'],
    ['{{ a if b }}', 'of "a if b" only "b"'],
    ['{{ not a }}', 'of "not a" only "a"'],
    ['{{ a == b }}', 'of "a == b" only "b"'],
    ['{{ a, b }}', 'of "a, b" only "b"'],
    ['{{ a }}{{ b or c }}', 'of "b or c" only "c"'],
    ["{{ {'a': 1}}}", 'of "{\'a\': 1}" only "1"'],
    ["{{ '}}' }}", 'string at 4'],
    ["{% set a = 'x}}' %}", 'string at 13'],
    ['a }} b', 'text at 2'],
    ['{% raw %}{{ a }}{% endraw %}', 'text at 14'],
    ['{{ a -}} b', 'operator -', "at 6: unexpected '|'"],
    ["{{ a }}{{ {'b': {}} }}", "at 17: unexpected '|'"],
  ];
  for (const [source, ...expected] of cases) {
    test(`has a side effect in ${source}`, () => assert.deepEqual(effects(source), expected));
  }
});
