import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseExample } from '../../../server/src/dataset/example.ts';
import { writeFieldPath } from '../../../server/src/render/compile/field-origin.ts';
import { createTracingCompiler } from '../../../server/src/render/compile/render-with-provenance.ts';
import { toRowValues } from '../../../server/src/render/process/row-values.ts';
import { createEnvironment } from '../../../server/src/render/promptsource/environment.ts';
import { byRow } from '../../../server/src/render/promptsource/random-source.ts';
import { render } from './render.ts';

const row = `{
  "text": "A film.", "label": 1, "empty": "", "list": ["a", "b"], "pairs": [["x", 1], ["y", 2]],
  "answers": {"text": ["yes", "no"], "start": [3]}, "tree": [{"n": "1", "sub": [{"n": "2", "sub": []}]}]
}`;

function renderTraced(template: string) {
  const example = parseExample(row);
  assert.equal(example.kind, 'row');
  const compile = createTracingCompiler(createEnvironment({ random: byRow(0) }));
  const { text, segments } = compile(template)(toRowValues(example.row));
  assert.ok(segments);
  return { text, segments };
}

/** Each part of the output with where it came from: `-` for template text, or a field, or `?`. */
function trace(template: string): [string, string][] {
  const { text, segments } = renderTraced(template);
  assert.equal(text, render(template, row));
  assert.equal(segments.map(({ start, end }) => text.slice(start, end)).join(''), text);
  return segments.map(({ start, end, origin }) => [
    text.slice(start, end),
    origin.kind === 'text' ? '-' : origin.field === null ? '?' : writeFieldPath(origin.field),
  ]);
}

/** What the fields of all prints are. */
function fields(template: string): string[] {
  return trace(template).flatMap(([, origin]) => (origin === '-' ? [] : [origin]));
}

suite('the output of a template', () => {
  test('comes from its text and from fields of the row', () => {
    assert.deepEqual(trace('It says: {{ text }} ({{ label }})'), [
      ['It says: ', '-'],
      ['A film.', 'text'],
      [' (', '-'],
      ['1', 'label'],
      [')', '-'],
    ]);
  });

  test('has the spans of what wrote it', () => {
    const template = 'a{{ text | upper }}b{% if label %}c{% endif %}';
    const { segments } = renderTraced(template);
    assert.deepEqual(
      segments.map(({ origin }) => template.slice(origin.span.start, origin.span.end)),
      ['a', '{{ text | upper }}', 'b', 'c'],
    );
  });

  test('has no part for what prints nothing', () => {
    assert.deepEqual(trace('{{ empty }}{{ nothing }}{# no #}x'), [['x', '-']]);
  });
});

suite('a printed expression', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['{{ text | upper | replace("A", label) }}', 'text'],
    ['{{ text.split(" ")[0] }}', 'text[0]'],
    ['{{ answers.text[0] }}', 'answers.text[0]'],
    ['{{ answers["text"] | last }}', 'answers.text[-1]'],
    ['{{ answers.text[-1] }}', 'answers.text[-1]'],
    ['{{ list | choice }}', 'list[]'],
    ['{{ list[:1] | join }}', 'list'],
    ['{{ list[label] }}', 'list[]'],
    ['{{ ["bad", "good"][label] }}', 'label'],
    ['{{ {"0": "bad", "1": "good"}[label | string] }}', 'label'],
    ['{{ ", ".join(list) }}', 'list'],
    ['{{ "%s!" | format(text) }}', 'text'],
    ['{{ "Answer: " ~ text }}', 'text'],
    ['{{ text if label else "none" }}', 'text'],
    ['{{ list | length + 1 }}', 'list'],
    ['{{ text ~ label }}', '?'],
    ['{{ 1 + 1 }}', '?'],
    ['{{ range(3) | list }}', '?'],
  ];
  for (const [template, field] of cases) {
    test(`${template} shows ${field}`, () => assert.deepEqual(fields(template), [field]));
  }
});

suite('a variable', () => {
  test('of a loop is an item of what is looped over', () => {
    assert.deepEqual(fields('{% for x in list %}{{ x }}{{ loop.index }}{% endfor %}'), [
      'list[]',
      '?',
      'list[]',
      '?',
    ]);
  });

  test('that is unpacked is an item of an item', () => {
    assert.deepEqual(fields('{% for a, b in pairs[:1] %}{{ a }}{{ b }}{% endfor %}'), [
      'pairs[][0]',
      'pairs[][1]',
    ]);
  });

  test('of zip and of items() is found in its own list', () => {
    assert.deepEqual(
      fields('{% for a, b in zip(list, answers.start) %}{{ a }}{{ b }}{% endfor %}'),
      ['list[]', 'answers.start[]'],
    );
    assert.deepEqual(fields('{% for k, v in answers.items() %}{{ v[0] }}{% endfor %}'), [
      'answers[][0]',
      'answers[][0]',
    ]);
  });

  test('that is set stands for what it is set to', () => {
    assert.deepEqual(fields('{% set t = answers.text %}{% set u = t[0] %}{{ u | upper }}'), [
      'answers.text[0]',
    ]);
    assert.deepEqual(fields('{% with t = text %}{{ t }}{% endwith %}'), ['text']);
  });

  test('that may be one of two fields is neither', () => {
    const template =
      '{% if label %}{% set t = text %}{% else %}{% set t = list %}{% endif %}{{ t }}';
    assert.deepEqual(fields(template), ['?']);
  });

  test('that is set from itself leads to where it began', () => {
    assert.deepEqual(fields('{% set t = text %}{% set t = t ~ "!" %}{{ t }}'), ['text']);
  });
});

suite('text that is captured', () => {
  test('comes from the print that puts it out', () => {
    assert.deepEqual(trace('{% set t %}<{{ text }}>{% endset %}{{ t }}'), [['<A film.>', '?']]);
    assert.deepEqual(trace('{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(text) }}'), [
      ['<A film.>', 'text'],
    ]);
    assert.deepEqual(trace('{% filter upper %}a {{ text }}{% endfilter %}'), [['A A FILM.', '?']]);
    assert.deepEqual(
      trace('{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}c{{ text }}{% endcall %}'),
      [['[cA film.]', '?']],
    );
  });

  test('of a recursive loop comes from what is looped over', () => {
    const template =
      'x{% for t in tree recursive %}{{ t.n }}{{ loop(t.sub) }}{% endfor %}{{ label }}';
    assert.deepEqual(trace(template), [
      ['x', '-'],
      ['12', 'tree'],
      ['1', 'label'],
    ]);
  });

  test('of a block that is called comes from the call', () => {
    assert.deepEqual(trace('{% block b %}b{{ text }}{% endblock %}{{ self.b() }}'), [
      ['b', '-'],
      ['A film.', 'text'],
      ['bA film.', '?'],
    ]);
    assert.deepEqual(
      trace('{% filter upper %}{% block b %}b{{ text }}{% endblock %}{% endfilter %}'),
      [['BA FILM.', '?']],
    );
  });

  test('of a block is traced part by part', () => {
    assert.deepEqual(trace('a{% block b %}b{{ text }}{% endblock %}c'), [
      ['a', '-'],
      ['b', '-'],
      ['A film.', 'text'],
      ['c', '-'],
    ]);
  });
});

suite('a traced render', () => {
  test('fails as a plain one does', () => {
    assert.throws(() => renderTraced('{{ nothing.at.all }}'), {
      type: 'UndefinedError',
      span: { start: 0, end: 20 },
    });
    assert.throws(() => renderTraced('{% if %}'), { type: 'TemplateSyntaxError' });
  });
});
