import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { RenderResult } from '../../server/src/protocol/requests.ts';
import { type LspClient, startClient } from '../support/lsp-harness.ts';

const path = 'templates.yaml';
const files = {
  'validation.jsonl': '{"text": "A fine film.", "label": 1}\n{"text": "Dull.", "label": 0}\n',
};

function fileWith(jinja: string): string {
  return `dataset: reviews
templates:
  a1: !Template
    answer_choices: bad ||| good
    id: a1
    jinja: ${jinja}
    name: Mood
`;
}

const correct = fileWith("'{{ text }} Good? ||| {{ answer_choices[label] }}'");
const endless = fileWith(
  "'{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}'",
);

function render(client: LspClient, templateId = 'a1'): Promise<RenderResult> {
  return client.connection.sendRequest('p3/render', {
    uri: client.uriOf(path),
    templateId,
    offset: 0,
    limit: 5,
  });
}

suite('p3/render', () => {
  test('renders the rows of the dataset, tied to the version of the document', async () => {
    await using client = await startClient({ files });
    await client.open(path, correct);
    const result = await render(client);
    assert.equal(result.version, 1);
    assert.equal(result.rowCount, 2);
    assert.deepEqual(result.rows, [
      { row: 0, outcome: rendered('A fine film. Good?', 'good') },
      { row: 1, outcome: rendered('Dull. Good?', 'bad') },
    ]);
    await client.change(path, 2, correct.replace('Good?', 'Bad?'));
    const changed = await render(client);
    assert.equal(changed.version, 2);
    assert.deepEqual(changed.rows[1]?.outcome, rendered('Dull. Bad?', 'bad'));
  });

  test('gives the error of Python, and its place where the template does not parse', async () => {
    await using client = await startClient({ files });
    await client.open(path, fileWith("'{{ nothing.at.all }} ||| x'"));
    const [failed] = (await render(client)).rows;
    assert.deepEqual(failed?.outcome, {
      kind: 'failed',
      errorType: 'UndefinedError',
      message: "'nothing' is undefined",
    });
    await client.change(path, 2, fileWith("'{{ text ||| x'"));
    const outcome = (await render(client)).rows[0]?.outcome;
    assert.ok(outcome?.kind === 'failed');
    assert.equal(outcome.errorType, 'TemplateSyntaxError');
    assert.equal(outcome.range?.start.line, 5);
  });

  test('stops a template that does not end, and renders the next one', async () => {
    const settings = { render: { timeBudgetMs: 200 } };
    await using client = await startClient({ files, settings });
    await client.open(path, endless);
    const [row] = (await render(client)).rows;
    assert.equal(row?.outcome.kind, 'stopped');
    await client.change(path, 2, correct);
    assert.equal((await render(client)).rows[0]?.outcome.kind, 'rendered');
  });

  test('says why there is nothing to render', async () => {
    await using client = await startClient();
    await client.open(path, correct);
    assert.match((await render(client)).message ?? '', /^No rows of `reviews` are known/);
    assert.equal(await render(client, 'gone'), null);
    await client.change(path, 2, fileWith('[not, text]'));
    assert.match((await render(client)).message ?? '', /no `jinja` text/);
    await client.write('validation.jsonl', '{"text": "A fine film.", "label": 1}\nnot json\n');
    await client.change(path, 3, correct);
    const { rows } = await render(client);
    assert.deepEqual(
      rows.map(({ outcome }) => outcome.kind),
      ['rendered', 'failed'],
    );
  });
});

function rendered(input: string, target: string) {
  return { kind: 'rendered', parts: [input, target], answerChoices: ['bad', 'good'] };
}
