import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { acceptAt, completionsAt, labelsAt } from '../support/check.ts';

const before = `dataset: reviews
templates:
  a1: !Template
    answer_choices: null
    id: a1
`;

suite('completion of keys and values', () => {
  test('proposes the keys that a template lacks, on an empty line and in a word', () => {
    const expected = ['jinja', 'metadata', 'name', 'reference'];
    assert.deepEqual(labelsAt(`${before}    $0\n`), expected);
    assert.deepEqual(labelsAt(`${before}    na$0\n`), expected);
    assert.deepEqual(labelsAt(`${before}    $0\n    name: Mood\n`), [
      'jinja',
      'metadata',
      'reference',
    ]);
  });

  test('writes the colon and what follows, once', () => {
    assert.equal(acceptAt(`${before}    na$0\n`, 'name'), `${before}    name: \n`);
    assert.equal(acceptAt(`${before}    na$0: Mood\n`, 'name'), `${before}    name: Mood\n`);
    assert.equal(
      acceptAt(`${before}    $0\n`, 'metadata'),
      `${before}    metadata: !TemplateMetadata\n      \n`,
    );
  });

  test('proposes the keys of the file and of the metadata', () => {
    assert.deepEqual(labelsAt('dataset: reviews\n$0\n'), ['subset', 'templates']);
    assert.deepEqual(labelsAt('$0'), ['dataset', 'subset', 'templates']);
    const metadata = `${before}    metadata: !TemplateMetadata\n      original_task: true\n      $0\n`;
    assert.deepEqual(labelsAt(metadata), ['choices_in_prompt', 'languages', 'metrics']);
  });

  test('proposes the metrics that are not yet listed', () => {
    const marked = `${before}    metadata: !TemplateMetadata\n      metrics:\n      - Accuracy\n      - $0\n`;
    const labels = labelsAt(marked);
    assert.equal(labels.length, 12);
    assert.ok(!labels.includes('Accuracy'));
    assert.equal(acceptAt(marked, 'COQA F1'), marked.replace('$0', 'COQA F1'));
  });

  test('proposes languages with their names, also in a flow list and in quotes', () => {
    const inMetadata = (list: string) =>
      `${before}    metadata: !TemplateMetadata\n      languages: ${list}\n`;
    const completions = completionsAt(inMetadata('[d$0]'));
    assert.equal(completions.length, 183);
    assert.equal(completions.find(({ label }) => label === 'de')?.detail, 'German');
    assert.equal(acceptAt(inMetadata('[d$0]'), 'de'), inMetadata('[de]'));
    assert.equal(acceptAt(inMetadata("['d$0']"), 'de'), inMetadata("['de']"));
    // Plain `no` is False for PyYAML.
    assert.equal(acceptAt(inMetadata('[$0]'), 'no'), inMetadata("['no']"));
  });

  test('proposes true and false where a bool is meant', () => {
    const marked = `${before}    metadata: !TemplateMetadata\n      original_task: $0\n`;
    assert.deepEqual(labelsAt(marked), ['true', 'false']);
    assert.equal(acceptAt(marked, 'true'), marked.replace('$0', 'true'));
  });

  test('completes Jinja in a value that is still empty', () => {
    assert.ok(labelsAt(`${before}    jinja: '{{ $0'\n`).includes('range'));
    assert.deepEqual(labelsAt(`${before}    jinja: $0\n`), []);
  });

  test('proposes the names of templates of other subsets', () => {
    const at = (marked: string) =>
      completionsAt(marked, undefined, { templateNames: ['Sum up', 'no'] }).map(
        ({ newText }) => newText,
      );
    assert.deepEqual(at(`${before}    name: $0\n`), ['Sum up', "'no'"]);
    assert.deepEqual(at(`${before}    reference: $0\n`), []);
  });

  test('proposes nothing for free text and in files of another kind', () => {
    assert.deepEqual(labelsAt(`${before}    name: Mo$0\n`), []);
    assert.deepEqual(labelsAt('- a\n- $0\n'), []);
    assert.deepEqual(labelsAt('a: {b: $0}\n'), []);
  });
});
