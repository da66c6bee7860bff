import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { typeOf } from '../../server/src/analysis/infer.ts';
import { createTypeContext } from '../../server/src/analysis/type-context.ts';
import { describeType } from '../../server/src/analysis/types.ts';
import { parseTemplate } from '../../server/src/jinja/parse-template.ts';
import { walk } from '../../server/src/jinja/visit.ts';
import { features } from './features.ts';

suite('typeOf', () => {
  test('knows columns and their parts', () => {
    checkTypes({
      title: 'string',
      label: 'ClassLabel: no, yes',
      'answers.text': 'Sequence<string>',
      "answers['text'][0]": 'string',
      'answers.text[-1]': 'string',
      'answers.text[1:]': 'Sequence<string>',
      'options[0].name': 'string',
      'options.0.name': 'string',
      video_id: 'string',
      'title[0]': 'str',
      nothing: '',
    });
  });

  test('knows literals and operators', () => {
    checkTypes({
      '1': 'int',
      '1.0': 'float',
      '"a" ~ 1': 'str',
      'label + 1': 'int',
      'label / 2': 'float',
      'title + "a"': 'str',
      'title * 2': 'str',
      'not title': 'bool',
      'title == 1': 'bool',
      '[1, 2]': 'list<int>',
      '[1, "a"]': 'list',
      '(1, "a")': 'tuple<int, str>',
      '{"a": 1}': '{a, …}',
      '{"a": 1}.a': 'int',
      'title if label else "x"': 'str',
      'title if label else 1': '',
      'title or "x"': 'str',
    });
  });

  test('knows what filters give', () => {
    checkTypes({
      'title | upper | length': 'int',
      'answers.text | join(", ")': 'str',
      'options | first': '{name, score}',
      'options | map(attribute="name") | list': 'list<string>',
      'answers.text | map("length")': 'list<int>',
      'options | selectattr("score") | list': 'list<{name, score}>',
      'answers.text | choice': 'string',
      'nothing | default("x")': '',
      'title | default("x")': 'str',
    });
  });

  test('knows what functions and methods give', () => {
    checkTypes({
      'range(3)': 'list<int>',
      'zip(options, answers.text)': 'list<tuple<{name, score}, string>>',
      'title.split(",")': 'list<str>',
      'title.split(",")[0].strip()': 'str',
      'answers.text.index("a")': 'int',
      'answers.text.pop()': 'string',
      'answers.get("text")': 'Sequence<string>',
      'answers.items()': 'list<tuple<str, any>>',
      'namespace(a=1)': 'namespace',
      'title.upper': 'upper()',
    });
  });

  test('follows names that the template binds', () => {
    checkLast('{% set x = options[0] %}{{ x.name }}', 'string');
    checkLast('{% set a, b = (title, 1) %}{{ b }}', 'int');
    checkLast('{% for o in options %}{{ o.score }}{% endfor %}', 'float32');
    checkLast('{% for o, t in zip(options, answers.text) %}{{ t }}{% endfor %}', 'string');
    checkLast('{% for k, v in pair.items() %}{{ v }}{% endfor %}', 'string');
    checkLast('{% for o in options %}{{ loop.previtem.name }}{% endfor %}', 'string');
    checkLast('{% for o in options %}{{ loop.index }}{% endfor %}', 'int');
    checkLast('{% with x = title %}{{ x }}{% endwith %}', 'string');
    checkLast('{% macro m(a) %}{% endmacro %}{{ m(1) }}', 'str');
    checkLast('{% set x %}text{% endset %}{{ x }}', 'str');
  });

  test('is in doubt where paths disagree', () => {
    checkLast('{% set x = 1 %}{% if title %}{% set x = "a" %}{% endif %}{{ x }}', '');
    checkLast('{% set x = "b" %}{% if title %}{% set x = title %}{% endif %}{{ x }}', 'str');
    checkLast('{% if label %}{% set title = 1 %}{% endif %}{{ title }}', '');
  });

  test('knows answer_choices in jinja, and not in themselves', () => {
    checkLast('{{ answer_choices[label] }}', 'str');
    checkLast('{{ answer_choices }}', '', 'answer_choices');
  });
});

function checkTypes(expected: Readonly<Record<string, string>>): void {
  for (const [expression, type] of Object.entries(expected)) checkLast(`{{ ${expression} }}`, type);
}

/** Compares the type of the last printed expression. */
function checkLast(
  source: string,
  type: string,
  place: 'jinja' | 'answer_choices' = 'jinja',
): void {
  const tree = parseTemplate(source);
  assert.deepEqual(tree.problems, [], source);
  const printed = [...walk(tree.body)].findLast((node) => node.kind === 'print');
  assert.ok(printed?.kind === 'print');
  const context = createTypeContext(tree, features, place);
  assert.equal(describeType(typeOf(printed.expression, context)), type, source);
}
