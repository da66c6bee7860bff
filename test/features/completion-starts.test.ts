import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { DatasetSchema } from '../../server/src/dataset/features.ts';
import { languageService } from '../../server/src/language-service.ts';
import {
  acceptAt,
  completionsAt,
  type Knowledge,
  labelsAt,
  newId,
  snapshotOf,
} from '../support/check.ts';
import { classLabel, schema, sequence, struct, text } from '../support/schema-builder.ts';

const knowledge: Knowledge = {
  schema: schema({ text: text(), label: classLabel('negative', 'neutral', 'positive') }),
};

function withChoices(choices: string): string {
  return `dataset: reviews
templates:
  a1: !Template
    answer_choices: ${choices}
    jinja: x
`;
}

suite('completion of answer choices', () => {
  test('proposes all classes of a column where there are no choices yet', () => {
    assert.deepEqual(labelsAt(withChoices('$0'), knowledge), ['negative ||| neutral ||| positive']);
    for (const [before, after] of [
      ['$0', 'negative ||| neutral ||| positive'],
      ['ne$0', 'negative ||| neutral ||| positive'],
      ["'$0'", "'negative ||| neutral ||| positive'"],
      ['"ne$0"', '"negative ||| neutral ||| positive"'],
    ] as const) {
      const accepted = acceptAt(
        withChoices(before),
        'negative ||| neutral ||| positive',
        knowledge,
      );
      assert.equal(accepted, withChoices(after));
    }
  });

  test('quotes the classes where YAML needs it', () => {
    const odd = { schema: schema({ label: classLabel('no: never', "it's") }) };
    assert.equal(
      acceptAt(withChoices('$0'), "no: never ||| it's", odd),
      withChoices("'no: never ||| it''s'"),
    );
    assert.equal(acceptAt(withChoices("'no ||| $0'"), "it's", odd), withChoices("'no ||| it''s'"));
  });

  test('proposes the classes that are not there behind a separator', () => {
    assert.deepEqual(labelsAt(withChoices('negative ||| $0'), knowledge), ['neutral', 'positive']);
    assert.equal(
      acceptAt(withChoices('negative ||| po$0 ||| x'), 'positive', knowledge),
      withChoices('negative ||| positive ||| x'),
    );
  });

  test('proposes none inside Jinja, without a schema and in `jinja`', () => {
    assert.ok(!labelsAt(withChoices("'{{ $0 }}'"), knowledge).includes('positive'));
    assert.deepEqual(labelsAt(withChoices("'{# $0 #} ||| x'"), knowledge), []);
    assert.deepEqual(labelsAt(withChoices('a |$0|| b'), knowledge), []);
    assert.deepEqual(labelsAt(withChoices('a ||| $0')), []);
    assert.deepEqual(labelsAt(withChoices('a').replace('jinja: x', 'jinja: x$0'), knowledge), []);
  });
});

suite('completion of methods', () => {
  function methodsAt(jinja: string, known: Knowledge) {
    return completionsAt(withChoices('x').replace('jinja: x', `jinja: ${jinja}`), known);
  }

  test('follows the type of the value, with signature and documentation', () => {
    const split = methodsAt("'{{ text.$0 }}'", knowledge).find(({ label }) => label === 'split');
    assert.equal(split?.detail, 'split(sep=none, maxsplit=-1)');
    assert.ok(split.documentation);
    const ofNumber = methodsAt("'{{ label.$0 }}'", knowledge).map(({ label }) => label);
    assert.ok(!ofNumber.includes('split'));
  });

  test('names the type of each where the type of the value is not known', () => {
    const details = methodsAt("'{{ anything.$0 }}'", {}).map(({ detail }) => detail);
    assert.ok(details.includes('str.split(sep=none, maxsplit=-1)'));
    assert.ok(details.includes('list.append(object, /)'));
    assert.ok(details.includes('dict.items'));
  });
});

suite('completion of whole templates', () => {
  const file = `dataset: reviews
templates:
  $0
`;

  test('proposes one for each task, where a template can begin', () => {
    const labels = labelsAt(file, knowledge);
    assert.deepEqual(labels, [
      'new classification template',
      'new inference template',
      'new multiple choice template',
      'new question answering template',
      'new summarization template',
    ]);
    assert.deepEqual(labelsAt(file.replace('$0', 'ne$0'), knowledge), labels);
    assert.ok(!labelsAt('dataset: reviews\n$0', knowledge).includes(labels[0] ?? ''));
  });

  test('writes it over the columns of the dataset, as PyYAML does', () => {
    assert.equal(
      acceptAt(file, 'new classification template', knowledge),
      `dataset: reviews
templates:
  ${newId()}: !Template
    answer_choices: negative ||| neutral ||| positive
    id: ${newId()}
    jinja: '{{ text }}


      Is this {{ answer_choices[:-1] | join(", ") }} or {{ answer_choices[-1] }}?
      ||| {{ answer_choices[label] }}'
    metadata: !TemplateMetadata
      choices_in_prompt: true
      languages:
      - en
      metrics:
      - Accuracy
      original_task: true
    name: classification
    reference: ''
`,
    );
  });

  test('gives a name of its own and follows the indent of the file', () => {
    const deeper = `templates:
    a1: !Template
        jinja: x
        name: classification
    $0
`;
    const accepted = acceptAt(deeper, 'new classification template', knowledge);
    assert.match(accepted, /\n {6}name: classification 2\n/);
    const { file: read, problems } = snapshotOf(accepted, knowledge);
    assert.deepEqual(problems, []);
    assert.equal(read.templates.length, 2);
  });

  const datasets: Readonly<Record<string, DatasetSchema>> = {
    classification: schema({ review: text(), label: classLabel('bad', 'good') }),
    inference: schema({ s1: text(), s2: text(), label: classLabel('a', 'b', 'c') }),
    'multiple choice': schema({
      question: text(),
      options: sequence(text()),
      label: classLabel('A', 'B'),
    }),
    'question answering': schema({
      title: text(),
      context: text(),
      question: text(),
      answers: struct({ text: sequence(text()) }),
    }),
    summarization: schema({ article: text(), highlights: text() }),
  };
  for (const [task, known] of Object.entries(datasets)) {
    test(`writes a ${task} template without findings`, () => {
      const accepted = acceptAt(file, `new ${task} template`, { schema: known });
      const findings = languageService.findings(snapshotOf(accepted, { schema: known }));
      assert.deepEqual(
        findings.map(({ message }) => message),
        [],
        accepted,
      );
    });
  }
});
