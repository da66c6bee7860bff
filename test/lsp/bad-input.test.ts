import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { startClient } from '../support/lsp-harness.ts';

const path = 'templates.yaml';

const documents: Readonly<Record<string, string>> = {
  'an empty file': '',
  'no mapping': '- a\n- b\n',
  'a lone scalar': 'hello',
  '5 MB of one line': `dataset: x\ntemplates:\n  a: !Template\n    jinja: "${'{{ a }} '.repeat(650_000)}"\n`,
  'bytes that were no UTF-8':
    'dataset: \uFFFD\uFFFD\ntemplates:\n  \uFFFD: !Template\n    jinja: "{{ \uFFFD }}"\n',
  'control characters': 'dataset: \u0000\u0007\ntemplates: \u001B\n',
  'a template that is no mapping': 'dataset: x\ntemplates:\n  a: text\n  b: [1]\n  c:\n',
  'jinja that is no text':
    'dataset: x\ntemplates:\n  a: !Template\n    jinja: {a: 1}\n    name: 3\n    id: [x]\n',
  'foreign tags':
    'dataset: !!python/object:os.system x\ntemplates: !Foo\n  a: !Bar {jinja: !Baz q}\n',
  'an unclosed quote': 'dataset: "x\ntemplates:\n  a: !Template\n    jinja: \'{{ text\n',
  'anchors that lead nowhere': 'dataset: *gone\ntemplates: &a\n  a: *a\n',
  'lone surrogates and line separators': 'dataset: "\uD800\u2028\u2029"\ntemplates: \uDC00\r\r\n',
};

const methods = [
  'codeLens',
  'documentSymbol',
  'foldingRange',
  'semanticTokens/full',
  'documentLink',
  'formatting',
];

suite('bad input', () => {
  for (const [name, text] of Object.entries(documents)) {
    test(`${name}: every request is answered and nothing is logged as an error`, async () => {
      await using client = await startClient({ initializationOptions: { hasCommands: true } });
      const { connection } = client;
      await client.open(path, text);
      await client.pull(path);
      const uri = client.uriOf(path);
      const textDocument = { uri };
      for (const position of positionsIn(text)) {
        await connection.sendRequest('textDocument/completion', { textDocument, position });
        await connection.sendRequest('textDocument/hover', { textDocument, position });
        await connection.sendRequest('textDocument/definition', { textDocument, position });
        await connection.sendRequest('textDocument/documentHighlight', { textDocument, position });
        await connection.sendRequest('textDocument/signatureHelp', { textDocument, position });
      }
      for (const method of methods) {
        await connection.sendRequest(`textDocument/${method}`, { textDocument });
      }
      await connection.sendRequest('p3/listTemplates', { uri });
      await connection.sendRequest('p3/render', { uri, templateId: 'a', offset: 0, limit: 1 });
      const score = { uri, templateId: 'a', limit: 1, runId: '1' };
      await connection.sendRequest('p3/score', score);
      assert.deepEqual(
        client.log.filter((line) => line.startsWith('error')),
        [],
      );
    });
  }

  test('a malformed schema is told, and the file is still linted', async () => {
    await using client = await startClient({ files: { 'schema.json': '{"features": [' } });
    await client.open(
      path,
      "dataset: x\ntemplates:\n  a: !Template\n    jinja: '{{ text | nope }}'\n",
    );
    const codes = (await client.pull(path)).map(({ code }) => code);
    assert.ok(codes.includes('unknown-filter'), codes.join());
    const hover = await client.connection.sendRequest('textDocument/hover', {
      textDocument: { uri: client.uriOf(path) },
      position: { line: 0, character: 9 },
    });
    assert.match(JSON.stringify(hover), /cannot be used.*JSON/);
  });

  test('a document that is not open, or no template file, has empty answers', async () => {
    await using client = await startClient();
    const textDocument = { uri: client.uriOf('other.yaml') };
    const position = { line: 0, character: 0 };
    const { connection } = client;
    assert.deepEqual(await client.pull('other.yaml'), []);
    const completion = { textDocument, position };
    assert.deepEqual(await connection.sendRequest('textDocument/completion', completion), {
      isIncomplete: false,
      items: [],
    });
    assert.equal(await connection.sendRequest('textDocument/hover', completion), null);
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { ...textDocument, languageId: 'yaml', version: 1, text: '- {{' },
    });
    assert.deepEqual(await client.pull('other.yaml'), []);
  });

  test('a workspace folder that is not on this disk leaves the others working', async () => {
    await using client = await startClient({
      otherFolders: ['file://host/share', 'vscode-vfs://github/a/b', 'file:///%2Fx'],
    });
    await client.open(path, 'dataset: x\ntemplates: []\n');
    assert.notDeepEqual(await client.pull(path), []);
    assert.deepEqual(client.log, []);
  });
});

/** The beginning and the end of the first lines, and a place between; of a huge text one place, for time's sake. */
function positionsIn(text: string) {
  if (text.length > 1_000_000) return [{ line: 3, character: 40 }];
  const lines = text.split(/\r\n|\r|\n/).slice(0, 4);
  return lines.flatMap((line, index) =>
    [0, 3, line.length].map((character) => ({ line: index, character })),
  );
}
