import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { Random } from '../fuzz/random.ts';
import { corpus } from '../support/corpus.ts';
import { type LspClient, startClient } from '../support/lsp-harness.ts';

const samples = ['entailment', 'reviews', 'broken'].map(
  (name) => new URL(`../../samples/${name}/templates.yaml`, import.meta.url),
);

/** The public templates where they are here, else the samples. */
function documents(): readonly string[] {
  const entries = corpus()?.entries.filter((_, index) => index % 40 === 0);
  const paths = entries?.map(({ templates }) => templates) ?? samples;
  return paths.map((path) => readFileSync(path, 'utf8'));
}

const pieces = [
  ...['{{ ', ' }}', '{% if x %}', '{% endif %}', '{% for x in ', '{#', '|||', '|', '.', '[', '('],
  ...["'", '"', '\n', '  ', '\r', ': ', '- ', '!Template', '&a ', '*a', '---\n', '\t', '\\', '#'],
  ...['\u0000', '\uD800', '\u2028', '\uFFFD', 'é', '😀', 'answer_choices'],
];

/** A text as typing, a cut and a wrong encoding leave it. */
function spoil(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  switch (random.below(4)) {
    case 0:
      return text.slice(0, at);
    case 1: {
      const bytes = Buffer.from(text);
      for (let count = 0; count < 5; count += 1)
        bytes[random.below(bytes.length)] = random.below(256);
      return bytes.toString('utf8');
    }
    default: {
      const insert = random.list(3, () => random.pick(pieces)).join('');
      return text.slice(0, at) + insert + text.slice(at + random.below(30));
    }
  }
}

const atPosition = [
  ...['completion', 'hover', 'definition', 'documentHighlight', 'signatureHelp'],
  'linkedEditingRange',
];
const onDocument = [
  ...['codeLens', 'documentSymbol', 'foldingRange', 'semanticTokens/full', 'documentLink'],
  'formatting',
];

/** Sends every request; what a server does not know is answered with an error that says so. */
async function askEverything(client: LspClient, path: string, text: string, random: Random) {
  const textDocument = { uri: client.uriOf(path) };
  const lines = text.split(/\r\n|\r|\n/);
  const line = random.below(lines.length);
  const position = { line, character: random.below((lines[line] ?? '').length + 2) };
  const range = { start: { line: 0, character: 0 }, end: position };
  const ask = (method: string, params: object) =>
    client.connection.sendRequest(`textDocument/${method}`, { textDocument, ...params });
  for (const method of atPosition) await ask(method, { position });
  for (const method of onDocument) await ask(method, { options: {} });
  await ask('references', { position, context: { includeDeclaration: true } });
  await ask('prepareRename', { position }).catch(refusal);
  await ask('rename', { position, newName: 'renamed' }).catch(refusal);
  await ask('selectionRange', { positions: [position] });
  await ask('inlayHint', { range });
  await ask('codeAction', { range, context: { diagnostics: [] } });
  await client.connection.sendRequest('workspace/symbol', { query: 'a' });
  await client.connection.sendRequest('p3/listTemplates', textDocument);
}

/** A rename may be refused, with a reason for the author. */
function refusal(error: unknown): void {
  assert.ok(error instanceof Error && error.message.length > 0 && !/TypeError/.test(error.message));
}

suite('any document', () => {
  test('every request is answered, nothing fails, and linting again says the same', async () => {
    await using client = await startClient({ initializationOptions: { hasCommands: true } });
    const random = new Random(11);
    for (const [index, document] of documents().entries()) {
      const path = `${index}/templates.yaml`;
      let text = document;
      await client.open(path, text);
      for (let version = 2; version < 14; version += 1) {
        text = spoil(random.chance(0.3) ? document : text, random);
        await client.change(path, version, text);
        await askEverything(client, path, text, random);
        const found = await client.pull(path);
        await client.open(`again-${index}-${version}/templates.yaml`, text);
        const again = await client.pull(`again-${index}-${version}/templates.yaml`);
        assert.deepEqual(withoutPath(again), withoutPath(found));
      }
    }
    const errors = client.log.filter((line) => line.startsWith('error'));
    assert.deepEqual(errors, []);
  });
});

/** Where a file lies is told by one rule, and ids that other files have by another. */
function withoutPath(diagnostics: readonly { readonly code?: unknown }[]) {
  return diagnostics.filter(
    ({ code }) => code !== 'dataset-path-mismatch' && code !== 'duplicate-id',
  );
}
