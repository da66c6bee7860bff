import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { filterProposals } from '../../server/src/features/completion/builtins.ts';
import { acceptAt, completionsAt, labelsAt } from '../support/check.ts';
import { classLabel, integer, schema, sequence, struct, text } from '../support/schema-builder.ts';

const knowledge = {
  schema: schema({
    text: text(),
    label: classLabel('negative', 'positive'),
    answers: struct({ text: sequence(text()), answer_start: sequence(integer()) }),
    'word-list': sequence(struct({ word: text(), weight: integer() })),
  }),
  row: '{"text": "Fine.", "label": 1, "answers": {"text": ["a"], "answer_start": [3]}, "word-list": []}',
};

function inTemplate(jinja: string, answerChoices = 'bad ||| good'): string {
  return `dataset: reviews
templates:
  a1: !Template
    answer_choices: ${answerChoices}
    id: a1
    jinja: ${jinja}
    name: Mood
`;
}

suite('completion in Jinja', () => {
  test('proposes the columns with their types and a value of the first row', () => {
    const completions = completionsAt(inTemplate("'{{ $0 }} ||| x'"), knowledge);
    const fields = completions.filter(({ kind }) => kind === 'field');
    assert.deepEqual(
      fields.map(({ label, detail }) => [label, detail]),
      [
        ['text', 'string'],
        ['label', 'ClassLabel: negative, positive'],
        ['answers', '{text, answer_start}'],
        ['word_list', 'Sequence<{word, weight}>'],
      ],
    );
    assert.equal(fields[0]?.documentation, 'Row 0: `"Fine."`');
    assert.equal(fields[1]?.documentation, 'Row 0: `1 (positive)`');
    assert.ok(completions.some(({ label }) => label === 'answer_choices'));
    assert.ok(completions.some(({ label, kind }) => label === 'range' && kind === 'function'));
  });

  test('works in text that is not finished yet', () => {
    for (const jinja of ["'{{ te$0'", "'{{ te$0 ||| {{ label }}'", '"{% if te$0"', '{{ te$0']) {
      assert.ok(labelsAt(inTemplate(jinja), knowledge).includes('text'), jinja);
    }
  });

  test('proposes the fields of a struct behind its point', () => {
    assert.deepEqual(labelsAt(inTemplate('"{{ answers.$0 }} ||| x"'), knowledge).slice(0, 2), [
      'text',
      'answer_start',
    ]);
  });

  test('proposes the fields of a loop variable and the attributes of `loop`', () => {
    const labels = labelsAt(
      inTemplate("'{% for pair in word_list %}{{ pair.$0 }}{% endfor %}'"),
      knowledge,
    );
    assert.deepEqual(labels.slice(0, 2), ['word', 'weight']);
    const loop = labelsAt(inTemplate("'{% for w in text %}{{ loop.$0 }}{% endfor %}'"), knowledge);
    assert.ok(loop.includes('index0'));
  });

  test('proposes local names where they are visible', () => {
    const jinja = "'{% set mood = 1 %}{% for word in text %}{{ $0 }}{% endfor %}'";
    const labels = labelsAt(inTemplate(jinja), knowledge);
    assert.ok(labels.includes('mood') && labels.includes('word') && labels.includes('loop'));
    const outside = labelsAt(inTemplate("'{% for word in text %}{% endfor %}{{ $0 }}'"), knowledge);
    assert.ok(!outside.includes('word'));
  });

  test('puts whole numbers first behind `answer_choices[`', () => {
    const labels = labelsAt(inTemplate("'{{ answer_choices[$0] }}'"), knowledge);
    assert.equal(labels[0], 'label');
    assert.equal(
      acceptAt(inTemplate("'{{ answer_choices[la$0'"), 'label', knowledge),
      inTemplate("'{{ answer_choices[label'"),
    );
  });

  test('does not propose `answer_choices` inside the answer choices', () => {
    const labels = labelsAt(inTemplate("'x'", "'{{ $0 }}'"), knowledge);
    assert.ok(labels.includes('text'));
    assert.ok(!labels.includes('answer_choices'));
  });

  test('proposes filters and tests, each with a line of documentation', () => {
    const filters = completionsAt(inTemplate("'{{ text | $0 }}'"), knowledge);
    assert.ok(filters.length > 40);
    assert.ok(filters.every(({ kind, documentation }) => kind === 'filter' && documentation));
    const tests = completionsAt(inTemplate("'{% if text is not $0 %}'"), knowledge);
    assert.ok(tests.some(({ label }) => label === 'defined'));
    assert.ok(tests.every(({ kind, documentation }) => kind === 'test' && documentation));
  });

  test('closes the innermost block first', () => {
    const jinja = "'{% for w in text %}{% if w %}a{% $0'";
    assert.deepEqual(labelsAt(inTemplate(jinja), knowledge).slice(0, 3), ['endif', 'else', 'elif']);
    assert.equal(
      acceptAt(inTemplate("'{% for w in text %}{% en$0 %}'"), 'endfor', knowledge),
      inTemplate("'{% for w in text %}{% endfor %}'"),
    );
  });

  test('proposes keys of the items for `attribute`, and of a subscript whose quote is open', () => {
    const jinja = '"{{ word_list | map(attribute=\'$0\') | join }}"';
    assert.deepEqual(labelsAt(inTemplate(jinja), knowledge), ['word', 'weight']);
    const first = '"{{ word_list | selectattr(\'we$0\') | list }}"';
    assert.deepEqual(labelsAt(inTemplate(first), knowledge), ['word', 'weight']);
    const open = '"{{ answers[\'te$0 }}"';
    assert.equal(
      acceptAt(inTemplate(open), 'answer_start', knowledge),
      inTemplate('"{{ answers[\'answer_start }}"'),
    );
  });

  test('proposes the keyword arguments of a builtin, then values', () => {
    const labels = labelsAt(inTemplate("'{{ text | truncate(20, $0) }}'"), knowledge);
    assert.deepEqual(labels.slice(0, 3), ['killwords=', 'end=', 'leeway=']);
    assert.ok(labels.includes('label'));
    const given = labelsAt(inTemplate("'{{ text | indent($0, first=true) }}'"), knowledge);
    assert.deepEqual(given.slice(0, 2), ['width=', 'blank=']);
  });

  test('proposes the parameters of a macro and of a method', () => {
    const macro = "'{% macro say(word, times=2) %}{% endmacro %}{{ say($0) }}'";
    assert.deepEqual(labelsAt(inTemplate(macro), knowledge).slice(0, 2), ['word=', 'times=']);
    const method = "'{{ text.split($0) }}'";
    assert.deepEqual(labelsAt(inTemplate(method), knowledge).slice(0, 2), ['sep=', 'maxsplit=']);
  });

  test('proposes the filters and tests that fit the type of the value', () => {
    const filters = (value: string) => labelsAt(inTemplate(`'{{ ${value} | $0 }}'`), knowledge);
    assert.ok(filters('text').includes('upper') && !filters('text').includes('dictsort'));
    assert.ok(filters('label').includes('round') && !filters('label').includes('upper'));
    assert.ok(filters('word_list').includes('map') && !filters('word_list').includes('abs'));
    assert.ok(filters('answers').includes('dictsort') && !filters('answers').includes('title'));
    for (const value of ['text', 'label', 'answers', 'word_list', 'unknown']) {
      assert.ok(filters(value).includes('default') && filters(value).includes('tojson'), value);
    }
    assert.equal(filters('unknown').length, filterProposals().length);
    const tests = (value: string) => labelsAt(inTemplate(`'{{ ${value} is $0 }}'`), knowledge);
    assert.ok(tests('label').includes('odd') && !tests('text').includes('odd'));
    assert.ok(tests('text').includes('defined') && tests('label').includes('defined'));
  });

  test('puts blanks between braces that the editor closed', () => {
    assert.equal(
      acceptAt(inTemplate("'{{la$0}}'"), 'label', knowledge),
      inTemplate("'{{ label }}'"),
    );
    assert.equal(acceptAt(inTemplate("'{%$0%}'"), 'set', knowledge), inTemplate("'{% set %}'"));
    assert.equal(
      acceptAt(inTemplate("'{{ la$0}}'"), 'label', knowledge),
      inTemplate("'{{ label}}'"),
    );
  });

  test('proposes whole blocks to a client with tab stops', () => {
    const blockAt = (marked: string) =>
      completionsAt(marked, knowledge, { hasSnippets: true }).find(
        ({ label }) => label === 'for … endfor',
      );
    assert.equal(blockAt(inTemplate("'{% $0"))?.newSnippet, 'for $1 in $2 %}$0{% endfor %}');
    assert.equal(blockAt(inTemplate("'{%$0%}'"))?.newSnippet, ' for $1 in $2 %}$0{% endfor ');
    assert.ok(!labelsAt(inTemplate("'{% $0"), knowledge).includes('for … endfor'));
  });

  test('proposes what can be begun in text to an author who asks', () => {
    const at = (jinja: string) =>
      completionsAt(inTemplate(jinja), knowledge, { isAskedFor: true, hasSnippets: true });
    const fields = at("'Read $0 this'");
    assert.equal(fields.find(({ label }) => label === 'text')?.newText, '{{ text }}');
    assert.ok(fields.some(({ label }) => label === '|||'));
    assert.ok(fields.some(({ newSnippet }) => newSnippet === '{% if $1 %}$0{% endif %}'));
    assert.ok(!at("'a ||| $0'").some(({ label }) => label === '|||'));
    assert.deepEqual(at("'Read$0 this'"), []);
    assert.deepEqual(at('$0'), []);
    assert.deepEqual(labelsAt(inTemplate("'Read $0 this'"), knowledge), []);
  });

  test('replaces the whole word at the cursor', () => {
    assert.equal(
      acceptAt(inTemplate("'{{ la$0bl }} ||| x'"), 'label', knowledge),
      inTemplate("'{{ label }} ||| x'"),
    );
  });

  test('proposes nothing in text, comments, literals and where a new name is invented', () => {
    for (const jinja of ["'te$0xt'", "'{# te$0 #}'", "'{{ 1$0 }}'", "'{% set na$0 = 1 %}'"]) {
      assert.deepEqual(labelsAt(inTemplate(jinja), knowledge), [], jinja);
    }
  });

  test('knows locals and builtins without a schema', () => {
    const labels = labelsAt(inTemplate("'{% set mood = 1 %}{{ $0 }}'"));
    assert.ok(labels.includes('mood') && labels.includes('range'));
  });
});

suite('completion edits inside YAML scalars', () => {
  const styles = {
    'single-quoted, behind a doubled quote': "'it''s {{ $0 }}'",
    'double-quoted, behind an escape': '"caf\\xE9 \\"{{ $0 }}\\""',
    'double-quoted and folded': '"first line\\\n      \\ second {{ $0 }}"',
    plain: 'Is it {{ $0 }} or not?',
    'plain and folded': 'Is it\n      so {{ $0 }} or\n      not?',
    literal: '|\n      First line\n      {{ $0 }}',
    folded: '>-\n      First line\n      {{ $0 }}',
  };
  for (const [style, jinja] of Object.entries(styles)) {
    test(`${style}: the word stands at the cursor`, () => {
      const marked = inTemplate(jinja);
      assert.equal(acceptAt(marked, 'label', knowledge), marked.replace('$0', 'label'));
    });
  }

  test('a key between quotes is written as its scalar needs it', () => {
    const odd = { schema: schema({ scores: struct({ "the film's": text() }) }) };
    assert.equal(
      acceptAt(inTemplate('\'{{ scores["$0"] }}\''), "the film's", odd),
      inTemplate("'{{ scores[\"the film''s\"] }}'"),
    );
    const quoted = { schema: schema({ scores: struct({ 'a "b"': text() }) }) };
    assert.equal(
      acceptAt(inTemplate('"{{ scores[\'$0\'] }}"'), 'a "b"', quoted),
      inTemplate('"{{ scores[\'a \\"b\\"\'] }}"'),
    );
  });
});
