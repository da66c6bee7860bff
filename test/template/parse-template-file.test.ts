import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseTemplateFile } from '../../server/src/template/parse-template-file.ts';

const FILE = `dataset: film_reviews
subset: short
templates:
  1f: !Template
    answer_choices: Bad ||| Good
    id: 1f
    jinja: "{{ text }} |||\\n{{ answer_choices[label] }}"
    metadata: &shared !TemplateMetadata
      choices_in_prompt: false
      languages:
      - en
    name: rating
    reference: ''
  2f: !Template
    answer_choices: null
    jinja: 'What''s {{ text }}? ||| {{ label }}'
    metadata: *shared
    name: question
`;

suite('a template file', () => {
  const { file, problems } = parseTemplateFile(FILE);
  const [first, second] = file.templates;

  test('that PyYAML loads has no problems', () => {
    assert.deepEqual(problems, []);
  });

  test('names its dataset and subset, with their places', () => {
    assert.equal(file.dataset?.scalar?.text, 'film_reviews');
    assert.equal(textAt(file.subset?.valueSpan), 'short');
    assert.equal(textAt(file.subset?.keySpan), 'subset');
  });

  test('holds its templates in order, with key, tag and body', () => {
    assert.deepEqual(
      file.templates.map((template) => template.key),
      ['1f', '2f'],
    );
    assert.equal(first?.tag, '!Template');
    assert.equal(textAt(first?.tagSpan), '!Template');
    assert.equal(first?.name?.scalar?.text, 'rating');
    assert.equal(first?.entries.length, 6);
  });

  test('a template reaches from its key to the end of its last value', () => {
    assert.ok(textAt(first?.span)?.startsWith('1f: !Template'));
    assert.ok(textAt(first?.span)?.endsWith("reference: ''"));
  });

  test('its Jinja is parsed from the decoded text', () => {
    assert.equal(first?.jinjaTree?.source, '{{ text }} |||\n{{ answer_choices[label] }}');
    assert.deepEqual(first?.jinjaTree?.problems, []);
    assert.equal(first?.answerChoicesTree?.source, 'Bad ||| Good');
    assert.equal(second?.answerChoicesTree, undefined);
  });

  test('an alias has the value of its anchor and its own place', () => {
    assert.deepEqual(second?.metadata?.value, first?.metadata?.value);
    assert.equal(textAt(second?.metadata?.valueSpan), '*shared');
  });
});

suite('keys', () => {
  test('of two with the same name PyYAML keeps the last, and the file holds both', () => {
    const { file } = parseTemplateFile(
      'templates:\n  a: !Template\n    name: one\n    name: two\n  a: !Template\n    name: three\n',
    );
    assert.equal(file.templates[0]?.name?.scalar?.text, 'two');
    assert.equal(file.templates[0]?.entries.length, 2);
    assert.equal(file.templates.length, 2);
  });

  test('a key that is no text says what it is', () => {
    const { file } = parseTemplateFile('templates:\n  12: !Template {on: 1}\n');
    assert.deepEqual(file.templates[0]?.key, '12');
    assert.deepEqual(file.templates[0]?.entries[0]?.keyValue, { type: 'bool', value: true });
  });

  test('a key without a value has its empty value just behind the colon', () => {
    const { file } = parseTemplateFile('dataset:\ntemplates: {}\n');
    assert.deepEqual(file.dataset?.value, { type: 'none' });
    assert.deepEqual(file.dataset?.valueSpan, { start: 8, end: 8 });
  });

  test('merged entries come before the own ones', () => {
    const { file } = parseTemplateFile('x: &x {name: one, id: a}\ny:\n  <<: *x\n  name: two\n');
    const value = file.entries[1]?.value;
    assert.ok(value?.type === 'mapping');
    assert.deepEqual(
      value.entries.map((entry) => [entry.key, entry.scalar?.text]),
      [
        ['name', 'one'],
        ['id', 'a'],
        ['name', 'two'],
      ],
    );
  });
});

function textAt(span: { readonly start: number; readonly end: number } | undefined) {
  return span && FILE.slice(span.start, span.end);
}
