import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { copyCheckpoint } from '../scoring/support/model.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';
import { p3 } from './p3.ts';
import { templateFile } from './template-files.ts';

const rows =
  '{"text": "a good day", "label": 1}\n{"text": "a bad day", "label": 0}\n{"text": null, "label": 5}\n';
const jinja = "'{% if text %}{{ text }}? ||| {{ answer_choices[label] }}{% endif %}'";

function score(args: readonly string[] = [], answerChoices = 'No ||| Yes') {
  const cwd = temporaryFolder({
    'templates.yaml': templateFile({ jinja, answerChoices }),
    'validation.jsonl': rows,
  });
  return p3(['score', 'templates.yaml', ...args], { cwd });
}

suite('p3 score', { concurrency: 2 }, () => {
  test('json keeps its contract', async () => {
    const { status, stdout } = await score(['--format', 'json']);
    const { model, templates, summary } = JSON.parse(stdout);
    assert.equal(model.path, null);
    assert.equal(model.provider, 'cpu');
    const [template] = templates;
    assert.equal(template.id, '5b1b7a1e-4a6c-4c6e-9d5e-0f6d3c1a2b3c');
    const [right, left, blank] = template.examples;
    assert.deepEqual([right.row, right.target, left.target], [0, 1, 0]);
    assert.deepEqual(
      right.choices.map(({ text }: { text: string }) => text),
      ['No', 'Yes'],
    );
    for (const { logLikelihood, tokens } of right.choices) {
      assert.ok(logLikelihood < 0);
      assert.ok(tokens >= 2);
    }
    assert.equal(right.correct, right.prediction === right.target);
    assert.equal(blank.skipped, 'the template renders blank on this row');
    const corrects = [right, left].filter(({ correct }) => correct).length;
    assert.equal(template.accuracy, corrects / 2);
    assert.equal(summary.median, template.accuracy);
    assert.equal(status, 0);
  });

  test('shows each choice with its log-likelihood, and the accuracy', async () => {
    const { stdout, stderr } = await score(['--limit', '1', '--provider', 'cpu']);
    assert.match(stdout, /^Model p3-demo-t5 on cpu in \w+\n/);
    assert.match(stdout, /\n {2}row 0 {2}(right|wrong)\n/);
    assert.match(stdout, /Yes +-\d+\.\d{3} {2}\d tokens {2}target\n/);
    assert.match(stdout, /accuracy \d+\.0 % over 1 scored row/);
    assert.equal(stderr, '');
  });

  test('tells what a precision changes beside fp32', async (context) => {
    const model = copyCheckpoint(context, 'gated-untied');
    const args = [
      '--model',
      model,
      '--precision',
      'int8',
      '--compare-precision',
      '2',
      '--provider',
      'cpu',
    ];
    const { stdout, stderr } = await score(args);
    assert.match(
      stdout,
      /\nint8 beside fp32 on 2 rows: same prediction (50|100)\.0 %, pairs of choices in the same order/,
    );
    assert.match(stdout, /\nlargest shift: -\d+\.\d{3} to -\d+\.\d{3}, row [01], `(No|Yes)`\n$/);
    assert.equal(stderr, '');

    const json = JSON.parse((await score([...args, '--format', 'json'])).stdout);
    assert.equal(json.model.precision, 'int8');
    assert.deepEqual(
      [json.precisionComparison.precision, json.precisionComparison.rows],
      ['int8', 2],
    );
  });

  test('refuses float16 with the reason', async () => {
    const { status, stderr } = await score(['--precision', 'fp16']);
    assert.equal(status, 2);
    assert.match(stderr, /`--precision fp16`: T5 overflows there/);
  });

  test('fails below the accuracy that is asked for', async () => {
    const { templates } = JSON.parse((await score(['--format', 'json'])).stdout);
    const { status } = await score(['--min-accuracy', '1']);
    assert.equal(status, templates[0].accuracy < 1 ? 1 : 0);
    assert.equal((await score(['--min-accuracy', 'high'])).status, 2);
  });

  test('needs answer choices', async () => {
    const { status, stdout, stderr } = await score([], 'null');
    assert.match(stderr, /`only one`: This template has no answer choices/);
    assert.equal(stdout, '');
    assert.equal(status, 2);
  });

  test('names a model folder that is missing or broken', async () => {
    const missing = await score(['--model', '/no/such/model']);
    assert.match(missing.stderr, /^p3 score: The model folder `\/no\/such\/model` does not exist/);
    assert.equal(missing.status, 2);
    const broken = await score(['--model', temporaryFolder({ 'config.json': '{' })]);
    assert.match(broken.stderr, /^p3 score: .*config\.json/);
    assert.equal(broken.status, 2);
  });
});
