import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { CompletionList, Hover } from 'vscode-languageserver/node';
import { restrictedModeMessage } from '../../server/src/protocol/trust.ts';
import { type LspClient, startClient } from '../support/lsp-harness.ts';

const path = 'templates.yaml';
const text = `dataset: reviews
templates:
  a1: !Template
    answer_choices: bad ||| good
    id: a1
    jinja: '{{ text }} Good? ||| {{ answer_choices[label] }}'
    name: Mood
`;
const files = { 'validation.jsonl': '{"text": "A fine film.", "label": 1}\n' };

async function startWith(initializationOptions: unknown): Promise<LspClient> {
  const client = await startClient({ files, initializationOptions });
  await client.open(path, text);
  return client;
}

function render({ connection, uriOf }: LspClient): Promise<unknown> {
  const params = { uri: uriOf(path), templateId: 'a1', offset: 0, limit: 1 };
  return connection.sendRequest('p3/render', params);
}

function hoverOn(client: LspClient, word: string): Promise<Hover> {
  const lines = text.split('\n');
  const line = lines.findIndex((each) => each.includes(word));
  const position = { line, character: (lines[line]?.indexOf(word) ?? 0) + 1 };
  const textDocument = { uri: client.uriOf(path) };
  return client.connection.sendRequest('textDocument/hover', { textDocument, position });
}

/** The render process says so when it starts. */
function startsOf({ log }: LspClient): readonly string[] {
  return log.filter((line) => line.includes('Starting the render process'));
}

suite('a workspace that is not trusted', () => {
  test('has no template run: each request is answered with the reason', async () => {
    await using client = await startWith({ trusted: false });
    const rendered = Object(await render(client));
    assert.equal(rendered.message, restrictedModeMessage);
    assert.deepEqual(rendered.rows, []);
    const params = { uri: client.uriOf(path), templateId: 'a1', limit: 1, runId: 'run' };
    const scored: unknown = await client.connection.sendRequest('p3/score', params);
    assert.deepEqual(scored, { kind: 'failed', message: restrictedModeMessage });
    assert.match(JSON.stringify(await hoverOn(client, 'Mood')), /Restricted Mode/);
    assert.deepEqual(startsOf(client), []);
  });

  test('is checked, completed and explained all the same', async () => {
    await using client = await startWith({ trusted: false });
    const summaries: unknown = await client.connection.sendRequest('p3/listTemplates', {
      uri: client.uriOf(path),
    });
    assert.equal(Object(summaries).length, 1);
    const completions: CompletionList = await client.connection.sendRequest(
      'textDocument/completion',
      { textDocument: { uri: client.uriOf(path) }, position: { line: 5, character: 15 } },
    );
    assert.ok(completions.items.some(({ label }) => label === 'answer_choices'));
    assert.match(JSON.stringify(await hoverOn(client, 'answer_choices[')), /list<str>/);
    await client.change(path, 2, text.replace('{{ text }}', '{{ text'));
    assert.ok((await client.pull(path)).some(({ code }) => code === 'jinja-syntax'));
    assert.deepEqual(startsOf(client), []);
  });
});

for (const options of [undefined, null, 'anything', { other: 1 }, { trusted: true }]) {
  test(`a client that says ${JSON.stringify(options)} is trusted`, async () => {
    await using client = await startWith(options);
    assert.equal(Object(await render(client)).rows.length, 1);
  });
}
