import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type {
  DocumentHighlight,
  Location,
  PrepareRenameResult,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { parseCursor } from '../support/fixture.ts';
import { type LspClient, startClient } from '../support/lsp-harness.ts';
import { positionOf } from '../support/positions.ts';

const schema = `{
  "features": {
    "answers": {"feature": {"text": {"dtype": "string", "_type": "Value"}}, "_type": "Sequence"},
    "text": {"dtype": "string", "_type": "Value"}
  }
}
`;
const files = { 'schema.json': schema };
const path = 'templates.yaml';

async function ask<Result>(
  client: LspClient,
  method: string,
  marked: string,
  params: object = {},
): Promise<Result> {
  const { text, offset } = parseCursor(`dataset: reviews
templates:
  a1: !Template
    jinja: ${marked}
`);
  await client.open(path, text);
  return client.connection.sendRequest(method, {
    textDocument: { uri: client.uriOf(path) },
    position: positionOf(text, offset),
    ...params,
  });
}

suite('names over the protocol', () => {
  test('a definition is a place in the document', async () => {
    await using client = await startClient({ files });
    const jinja = "'{% set a = 1 %}{{ a$0 }}'";
    assert.deepEqual(await ask<Location[]>(client, 'textDocument/definition', jinja), [
      {
        uri: client.uriOf(path),
        range: { start: { line: 3, character: 19 }, end: { line: 3, character: 20 } },
      },
    ]);
  });

  for (const [jinja, line] of [
    ["'{{ te$0xt }}'", 3],
    ["'{{ answers.te$0xt }}'", 2],
  ] as const) {
    test(`the definition of a field is its key in the schema: ${jinja}`, async () => {
      await using client = await startClient({ files });
      const [field] = await ask<Location[]>(client, 'textDocument/definition', jinja);
      assert.equal(field?.uri, client.uriOf('schema.json'));
      assert.equal(field.range.start.line, line);
      assert.deepEqual(client.log, []);
    });
  }

  test('references leave the definition out on demand, highlights tell reads from writes', async () => {
    await using client = await startClient({ files });
    const jinja = "'{% set a = 1 %}{{ a$0 }}'";
    const context = { includeDeclaration: false };
    const found = await ask<Location[]>(client, 'textDocument/references', jinja, { context });
    assert.deepEqual(
      found.map(({ range }) => range.start.character),
      [30],
    );
    const method = 'textDocument/documentHighlight';
    const highlights = await ask<DocumentHighlight[]>(client, method, jinja);
    assert.deepEqual(
      highlights.map(({ kind }) => kind),
      [3, 2],
    );
  });

  test('a rename is prepared, done, or refused with a sentence', async () => {
    await using client = await startClient({ files });
    const jinja = "'{% set a = 1 %}{{ a$0 }}'";
    const target = await ask<PrepareRenameResult>(client, 'textDocument/prepareRename', jinja);
    assert.deepEqual(target, {
      range: { start: { line: 3, character: 30 }, end: { line: 3, character: 31 } },
      placeholder: 'a',
    });
    const edit = await ask<WorkspaceEdit>(client, 'textDocument/rename', jinja, { newName: 'b' });
    const edits = edit.changes?.[client.uriOf(path)] ?? [];
    assert.deepEqual(
      edits.map(({ newText }) => newText),
      ['b', 'b'],
    );
    await assert.rejects(
      ask(client, 'textDocument/rename', jinja, { newName: '1' }),
      /`1` is no name in Jinja/,
    );
    assert.deepEqual(client.log, []);
  });
});
