import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  type CodeAction,
  type CodeLens,
  type CompletionList,
  type Hover,
  LSPErrorCodes,
} from 'vscode-languageserver/node';
import type { TemplateSummary } from '../../server/src/protocol/requests.ts';
import { parseCursor, parseFixture } from '../support/fixture.ts';
import { type LspClient, startClient } from '../support/lsp-harness.ts';

const schema = JSON.stringify({
  features: {
    text: { dtype: 'string', _type: 'Value' },
    label: { names: ['negative', 'positive'], _type: 'ClassLabel' },
  },
});
const row = '{"text": "A fine film.", "label": 1}\n';
const files = { 'schema.json': schema, 'validation.jsonl': row };
const path = 'templates.yaml';

function fileWith(jinja: string): string {
  return `dataset: reviews
templates:
  5a1c8f4e-0b7d-4f0a-9c3e-2d6b1e7f8a90: !Template
    answer_choices: bad ||| good
    id: 5a1c8f4e-0b7d-4f0a-9c3e-2d6b1e7f8a90
    jinja: ${jinja}
    metadata: !TemplateMetadata
      choices_in_prompt: false
      languages:
      - en
      metrics:
      - Accuracy
      original_task: true
    name: Mood
    reference: ''
`;
}

const correct = fileWith("'{{ text }} ||| {{ answer_choices[label] }}'");

/** An offset as the protocol counts it, worked out from the text by itself. */
function positionOf(text: string, offset: number) {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

function rangeOf(marked: string) {
  const { text, spans } = parseFixture(marked);
  const [span] = spans;
  assert.ok(span);
  return { text, range: { start: positionOf(text, span.start), end: positionOf(text, span.end) } };
}

async function ask<Result>(client: LspClient, method: string, marked: string): Promise<Result> {
  const { text, offset } = parseCursor(marked);
  await client.open(path, text);
  return client.connection.sendRequest(method, {
    textDocument: { uri: client.uriOf(path) },
    position: positionOf(text, offset),
  });
}

suite('language server', () => {
  test('says what it can do', async () => {
    await using client = await startClient();
    const { capabilities } = client.initialized;
    assert.ok(capabilities.hoverProvider && capabilities.completionProvider);
    assert.deepEqual(capabilities.diagnosticProvider, {
      interFileDependencies: false,
      workspaceDiagnostics: false,
    });
  });

  test('reports an unknown field at its exact range, and no longer once it is mended', async () => {
    await using client = await startClient({ files });
    const { text, range } = rangeOf(
      fileWith("'It''s {{ ⟦txet⟧ }} ||| {{ answer_choices[label] }}'"),
    );
    await client.open(path, text);
    const [diagnostic] = await client.pull(path);
    assert.deepEqual(diagnostic?.range, range);
    assert.equal(diagnostic.code, 'unknown-field');
    assert.equal(diagnostic.source, 'p3');
    await client.change(path, 2, correct);
    assert.deepEqual(await client.pull(path), []);
    assert.deepEqual(
      client.log.filter((line) => line.startsWith('error')),
      [],
    );
  });

  test('pushes diagnostics to a client that cannot pull them', async () => {
    await using client = await startClient({ files, capabilities: {} });
    await client.open(path, fileWith("'{{ text }} {{ ||| x'"));
    const codes = (await client.nextPush(path)).map(({ code }) => code);
    assert.ok(codes.includes('jinja-syntax'), codes.join());
    await client.change(path, 2, correct);
    // What is learnt about the dataset meanwhile is pushed as well; the change ends it.
    while ((await client.nextPush(path)).length > 0);
  });

  test('reports an id that another file of the workspace has, until that one changes', async () => {
    const other = 'other/templates.yaml';
    await using client = await startClient({ files: { ...files, [other]: correct } });
    await client.open(path, correct);
    const codes = async () => (await client.pull(path)).map(({ code }) => code);
    while ((await codes()).length === 0) {
      const refreshed = client.nextRefresh();
      if ((await codes()).length === 0) await refreshed;
    }
    assert.deepEqual(await codes(), ['duplicate-id']);
    const [diagnostic] = await client.pull(path);
    assert.match(String(diagnostic?.message), /is used in `other.templates\.yaml` as well/);
    const refreshed = client.nextRefresh();
    await client.open(other, correct.replaceAll('5a1c8f4e', '6a1c8f4e'));
    await refreshed;
    assert.deepEqual(await codes(), []);
  });

  test('reads a schema anew when its file changes', async () => {
    await using client = await startClient({ files });
    await client.open(path, correct);
    assert.deepEqual(await client.pull(path), []);
    await client.write('schema.json', schema.replace('"text"', '"body"'));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: client.uriOf('schema.json'), type: 2 }],
    });
    assert.deepEqual(
      (await client.pull(path)).map(({ code }) => code),
      ['unknown-field'],
    );
  });

  test('finds schemas in the folders of the settings', async () => {
    await using client = await startClient({
      files: { 'schemas/reviews__default.json': schema },
      settings: { schemas: { folders: ['schemas'] }, nonsense: 1 },
    });
    await client.open(path, fileWith("'{{ txet }} ||| {{ answer_choices[label] }}'"));
    assert.deepEqual(
      (await client.pull(path)).map(({ code }) => code),
      ['unknown-field'],
    );
    assert.ok(client.log.includes('warn: The setting `p3.nonsense` is not known.'));
  });

  test('gives rules the severities of the settings', async () => {
    const severities = {
      'unknown-field': 'hint',
      'choices-without-accuracy': 'off',
      nonsense: 'off',
    };
    await using client = await startClient({ files, settings: { rules: { severities } } });
    await client.open(path, fileWith("'{{ txet }} ||| {{ answer_choices[label] }}'"));
    assert.deepEqual(
      (await client.pull(path)).map(({ code, severity }) => [code, severity]),
      [['unknown-field', 4]],
    );
    const warning =
      'warn: The setting `p3.rules.severities` names `nonsense`, which is no rule. Remove it.';
    assert.ok(client.log.includes(warning));
  });

  test('leaves out rules in the files of a glob, relative to the workspace folder', async () => {
    const ignore = { 'drafts/**': ['unknown-field'], '*.yaml': ['nonsense'] };
    await using client = await startClient({ files, settings: { rules: { ignore } } });
    const text = fileWith("'{{ txet }} {{ text | uper }} ||| {{ answer_choices[label] }}'");
    const codes = async (file: string) => (await client.pull(file)).map(({ code }) => code);
    await client.write('drafts/schema.json', schema);
    await client.open('drafts/templates.yaml', text);
    assert.deepEqual(await codes('drafts/templates.yaml'), ['unknown-filter']);
    await client.open(path, text.replaceAll('5a1c8f4e', '6a1c8f4e'));
    assert.deepEqual(await codes(path), ['unknown-field', 'unknown-filter']);
    const warning =
      'warn: The setting `p3.rules.ignore` names `nonsense`, which is no rule. Remove it.';
    assert.ok(client.log.includes(warning));
  });

  test('completes a field, with the edit that writes it', async () => {
    await using client = await startClient({ files });
    const marked = fileWith("'{{ la$0 }} ||| x'");
    const { items } = await ask<CompletionList>(client, 'textDocument/completion', marked);
    const item = items.find(({ label }) => label === 'label');
    const { text, offset } = parseCursor(marked);
    assert.deepEqual(item?.textEdit, {
      range: { start: positionOf(text, offset - 2), end: positionOf(text, offset) },
      newText: 'label',
    });
    assert.equal(item?.detail, 'ClassLabel: negative, positive');
  });

  test('says once what all items share, to a client that knows that', async () => {
    const completionList = { itemDefaults: ['editRange', 'insertTextMode'] };
    const capabilities = { textDocument: { completion: { completionList } } };
    await using client = await startClient({ files, capabilities });
    const marked = fileWith("'{{ la$0 }} ||| x'");
    const list = await ask<CompletionList>(client, 'textDocument/completion', marked);
    const { text, offset } = parseCursor(marked);
    assert.deepEqual(list.itemDefaults?.editRange, {
      start: positionOf(text, offset - 2),
      end: positionOf(text, offset),
    });
    const item = list.items.find(({ label }) => label === 'label');
    assert.deepEqual([item?.textEdit, item?.textEditText], [undefined, undefined]);
  });

  test('proposes the names of other files where a name is written', async () => {
    const other = correct.replace('reviews', 'other_reviews');
    await using client = await startClient({ files: { ...files, 'other/templates.yaml': other } });
    const marked = correct.replace('dataset: reviews', 'dataset: $0');
    const { items } = await ask<CompletionList>(client, 'textDocument/completion', marked);
    assert.ok(items.some(({ label }) => label === 'other_reviews'));
  });

  test('shows type, classes and a value of the first row on a field', async () => {
    await using client = await startClient({ files });
    const marked = fileWith("'{{ text }} ||| {{ answer_choices[la$0bel] }}'");
    const hover = await ask<Hover>(client, 'textDocument/hover', marked);
    assert.match(JSON.stringify(hover.contents), /ClassLabel.*1: positive.*1 \(positive\)/);
  });

  test('shows the render of a template on its name', async () => {
    await using client = await startClient({ files });
    const hover = await ask<Hover>(client, 'textDocument/hover', correct.replace('Mood', 'Mo$0od'));
    assert.match(JSON.stringify(hover.contents), /Input.*A fine film\..*Target.*good/);
  });

  test('offers preview, and score where there are answer choices', async () => {
    await using client = await startClient({ files, initializationOptions: { hasCommands: true } });
    const params = { textDocument: { uri: client.uriOf(path) } };
    await client.open(path, correct);
    const lenses = await client.connection.sendRequest<CodeLens[]>('textDocument/codeLens', params);
    const id = '5a1c8f4e-0b7d-4f0a-9c3e-2d6b1e7f8a90';
    assert.deepEqual(
      lenses.map(({ command, range }) => [command?.command, command?.arguments, range.start.line]),
      [
        ['p3.previewTemplate', [client.uriOf(path), id], 2],
        ['p3.scoreTemplate', [client.uriOf(path), id], 2],
      ],
    );
    await client.change(path, 2, correct.replace('bad ||| good', 'null'));
    const fewer = await client.connection.sendRequest<CodeLens[]>('textDocument/codeLens', params);
    assert.equal(fewer.length, 1);
  });

  test('offers no lenses to a client without the commands behind them', async () => {
    await using client = await startClient({ files });
    assert.equal(client.initialized.capabilities.codeLensProvider, undefined);
  });

  test('offers the fix of a finding', async () => {
    await using client = await startClient({ files });
    const { text, range } = rangeOf(fileWith("'{{ ⟦txet⟧ }} ||| {{ answer_choices[label] }}'"));
    await client.open(path, text);
    const [action] = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: client.uriOf(path) },
      range,
      context: { diagnostics: [] },
    });
    assert.deepEqual(action?.edit?.changes?.[client.uriOf(path)], [{ range, newText: 'text' }]);
  });

  test('tells the edits of an action when it is chosen, where the client asks then', async () => {
    const codeAction = { resolveSupport: { properties: ['edit'] }, dataSupport: true };
    const capabilities = { textDocument: { diagnostic: {}, codeAction } };
    await using client = await startClient({ files, capabilities });
    const { text, range } = rangeOf(fileWith("'{{ ⟦txet⟧ }} ||| {{ answer_choices[label] }}'"));
    await client.open(path, text);
    const [action] = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: client.uriOf(path) },
      range,
      context: { diagnostics: [], only: ['quickfix'] },
    });
    assert.ok(action && action.edit === undefined);
    const resolve = () => client.connection.sendRequest<CodeAction>('codeAction/resolve', action);
    const { edit } = await resolve();
    assert.deepEqual(edit?.changes?.[client.uriOf(path)], [{ range, newText: 'text' }]);
    await client.change(path, 2, `${text}\n`);
    await assert.rejects(resolve, { code: LSPErrorCodes.ContentModified });
  });

  test('fixes all that is safe when asked to, as on save', async () => {
    await using client = await startClient({ files });
    const text = correct.replace('name: Mood', "name: ' Mood '");
    await client.open(path, text);
    const uri = client.uriOf(path);
    const ask = (context: object) =>
      client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
        ...{ textDocument: { uri }, range: { start: start, end: start } },
        context: { diagnostics: [], ...context },
      });
    const start = { line: 0, character: 0 };
    const [action] = await ask({ only: ['source.fixAll'] });
    assert.equal(action?.kind, 'source.fixAll.p3');
    assert.equal(action.edit?.changes?.[uri]?.length, 1);
    assert.ok((await ask({})).every(({ kind }) => !kind?.startsWith('source')));
  });

  test('nests symbols and writes Markdown where the client reads them, else gives plain forms', async () => {
    const nested = { documentSymbol: { hierarchicalDocumentSymbolSupport: true } };
    const plain = { hover: { contentFormat: ['plaintext' as const] } };
    for (const textDocument of [nested, plain]) {
      await using client = await startClient({ files, capabilities: { textDocument } });
      await client.open(path, correct);
      const params = { textDocument: { uri: client.uriOf(path) } };
      const [symbol] = await client.connection.sendRequest<object[]>(
        'textDocument/documentSymbol',
        params,
      );
      const isNested = textDocument === nested;
      assert.equal('children' in (symbol ?? {}), isNested);
      const hover = await client.connection.sendRequest<Hover>('textDocument/hover', {
        ...params,
        position: { line: 0, character: 2 },
      });
      assert.match(JSON.stringify(hover.contents), isNested ? /"markdown"/ : /"plaintext"/);
    }
  });

  test('lists the templates and their outline', async () => {
    await using client = await startClient({ files });
    await client.open(path, correct);
    const uri = client.uriOf(path);
    const [summary] = await client.connection.sendRequest<TemplateSummary[]>('p3/listTemplates', {
      uri,
    });
    assert.equal(summary?.name, 'Mood');
    assert.equal(summary.hasAnswerChoices, true);
    assert.deepEqual(summary.range.start, { line: 2, character: 2 });
    const symbols = await client.connection.sendRequest<{ name: string }[]>(
      'textDocument/documentSymbol',
      { textDocument: { uri } },
    );
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['Mood'],
    );
  });
});
