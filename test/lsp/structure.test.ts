import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  type DocumentLink,
  FileChangeType,
  type FoldingRange,
  type InlayHint,
  type SelectionRange,
  type SemanticTokens,
  type SignatureHelp,
  type SymbolInformation,
  type TextEdit,
} from 'vscode-languageserver/node';
import { parseCursor } from '../support/fixture.ts';
import { type LspClient, type LspOptions, startClient } from '../support/lsp-harness.ts';
import { positionOf } from '../support/positions.ts';

const schema = `{"features": {
  "text": {"dtype": "string", "_type": "Value"},
  "label": {"names": ["negative", "positive"], "_type": "ClassLabel"}
}}`;
const path = 'templates.yaml';

const document = `dataset: reviews
templates:
  a1: !Template
    answer_choices: bad ||| good
    jinja: |-
      {% if text %}
      {{ answer_choices[label] }}
      {% endif %}
    name: Mood
`;

async function opened(text: string, options: LspOptions = {}): Promise<LspClient> {
  const client = await startClient({ files: { 'schema.json': schema }, ...options });
  await client.open(path, text);
  return client;
}

function ask<Result>(client: LspClient, method: string, params: object = {}): Promise<Result> {
  return client.connection.sendRequest(method, {
    textDocument: { uri: client.uriOf(path) },
    ...params,
  });
}

const everywhere = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

suite('structure over the protocol', () => {
  test('folds keep the line that closes a block', async () => {
    await using client = await opened(document);
    const folds = await ask<FoldingRange[]>(client, 'textDocument/foldingRange');
    assert.deepEqual(
      folds.map(({ startLine, endLine }) => [startLine, endLine]),
      [
        [1, 8],
        [2, 8],
        [4, 7],
        [5, 6],
      ],
    );
  });

  test('selections are nested from the innermost', async () => {
    await using client = await opened(document);
    const position = positionOf(document, document.indexOf('label]'));
    const [innermost] = await ask<SelectionRange[]>(client, 'textDocument/selectionRange', {
      positions: [position],
    });
    assert.deepEqual(innermost?.range.start, position);
    assert.deepEqual(innermost.parent?.range.start, { line: 6, character: 9 });
  });

  test('tokens are told in the terms of the legend', async () => {
    await using client = await opened(document);
    const legend = client.initialized.capabilities.semanticTokensProvider?.legend;
    const { data } = await ask<SemanticTokens>(client, 'textDocument/semanticTokens/full');
    const names = [];
    for (let index = 3; index < data.length; index += 5) {
      names.push(legend?.tokenTypes[data[index] ?? -1]);
    }
    assert.deepEqual(names, ['keyword', 'property', 'variable', 'property', 'keyword']);
    assert.deepEqual(data.slice(0, 5), [5, 9, 2, 0, 0]);
  });

  test('hints stand behind the index, unless they are switched off', async () => {
    await using client = await opened(document);
    const [hint] = await ask<InlayHint[]>(client, 'textDocument/inlayHint', { range: everywhere });
    assert.deepEqual(hint?.position, { line: 6, character: 29 });
    assert.equal(hint.label, ': 0 negative → bad, 1 positive → good');
    await using quiet = await opened(document, {
      settings: { inlayHints: { classes: false, choices: false } },
    });
    assert.deepEqual(await ask(quiet, 'textDocument/inlayHint', { range: everywhere }), []);
  });

  test('hints are asked for anew when the schema changes', async () => {
    await using client = await opened(document);
    const hints = () => ask<InlayHint[]>(client, 'textDocument/inlayHint', { range: everywhere });
    assert.equal((await hints()).length, 1);
    await client.write('schema.json', schema.replace('label', 'mood'));
    const refreshed = client.nextRefresh('inlayHint');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: client.uriOf('schema.json'), type: FileChangeType.Changed }],
    });
    await refreshed;
    assert.deepEqual(await hints(), []);
  });

  test('a signature tells its active parameter', async () => {
    const { text, offset } = parseCursor(
      document.replace('answer_choices[', 'text | replace(1, $0) ['),
    );
    await using client = await opened(text);
    const position = positionOf(text, offset);
    const help = await ask<SignatureHelp>(client, 'textDocument/signatureHelp', { position });
    assert.equal(help.signatures[0]?.label, 'replace(old, new, count=none)');
    assert.equal(help.activeParameter, 1);
  });

  test('the dataset links to its schema', async () => {
    await using client = await opened(document);
    const [link] = await ask<DocumentLink[]>(client, 'textDocument/documentLink');
    assert.equal(link?.target, client.uriOf('schema.json'));
  });

  test('templates are found in open files and in those on disk', async () => {
    const other = document.replaceAll('reviews', 'other').replace('Mood', 'Feeling');
    await using client = await opened(document.replace('Mood', 'Unsaved mood'), {
      files: { [path]: document, 'other/templates.yaml': other, 'other/x.yaml': other },
    });
    const find = async (query: string) => {
      const found: SymbolInformation[] = await client.connection.sendRequest('workspace/symbol', {
        query,
      });
      return found.map(({ name, containerName }) => `${containerName}: ${name}`).toSorted();
    };
    assert.deepEqual(await find(''), ['other: Feeling', 'reviews: Unsaved mood']);
    assert.deepEqual(await find('othfeel'), ['other: Feeling']);
    await client.write('other/templates.yaml', other.replace('Feeling', 'Changed'));
    assert.deepEqual(await find('chan'), ['other: Changed']);
  });
});

suite('formatting over the protocol', () => {
  test('edits the lines that differ', async () => {
    await using client = await opened(document);
    const edits = await ask<TextEdit[]>(client, 'textDocument/formatting', { options: {} });
    assert.deepEqual(edits, [
      {
        range: { start: { line: 4, character: 0 }, end: { line: 6, character: 0 } },
        newText: "    jinja: '{% if text %}\n\n",
      },
      {
        range: { start: { line: 7, character: 0 }, end: { line: 8, character: 0 } },
        newText: "\n      {% endif %}'\n",
      },
    ]);
  });

  test('leaves a file with comments alone and says why', async () => {
    await using client = await opened(`# ours\n${document}`);
    const shown = new Promise<{ readonly message: string }>((resolve) => {
      client.connection.onNotification('window/showMessage', resolve);
    });
    const edits = await ask<TextEdit[]>(client, 'textDocument/formatting', { options: {} });
    assert.deepEqual(edits, []);
    assert.match(
      (await shown).message,
      /^The file is not formatted\. Line 1: The file has a comment/,
    );
  });
});
