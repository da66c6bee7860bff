import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { CodeAction, Diagnostic } from 'vscode-languageserver/node';
import { parseFixture } from '../support/fixture.ts';
import { type LspClient, startClient } from '../support/lsp-harness.ts';

const path = 'templates.yaml';
const rowRules = new Set([
  'blank-render',
  'render-error',
  'target-outside-choices',
  'constant-prompt',
  'choice-never-target',
  'over-length',
  'render-budget',
]);
const validation = `${[
  '{"text": "A fine film.", "label": 1}',
  '{"text": "Dull.", "label": 0}',
  '{"text": null, "label": 1}',
].join('\n')}\n`;
const files = { 'validation.jsonl': validation };

function fileWith(jinja: string, choices = 'bad ||| good'): string {
  return `dataset: reviews
templates:
  a1: !Template
    answer_choices: ${choices}
    id: a1
    jinja: ${jinja}
    name: Mood
`;
}

/** The diagnostics of rules over rows, as soon as there are any, or one of that rule. */
async function whenChecked(client: LspClient, rule?: string): Promise<readonly Diagnostic[]> {
  for (;;) {
    const refreshed = client.nextRefresh();
    const found = overRows(await client.pull(path));
    if (found.some(({ code }) => rule === undefined || code === rule)) return found;
    await refreshed;
  }
}

function overRows(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ code }) => rowRules.has(String(code)));
}

function summaries(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

function positionOf(text: string, offset: number) {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

suite('rules over rows in the editor', () => {
  test('report an error at its place, with the rows on which it is raised', async () => {
    await using client = await startClient({ files });
    const { text, spans } = parseFixture(
      fileWith(`"⟦{{ text[:3] }}⟧\\n\\u2014 good? ||| {{ answer_choices[label] }}"`),
    );
    await client.open(path, text);
    const [diagnostic] = await whenChecked(client);
    assert.equal(
      diagnostic?.message,
      "TypeError on one of 3 rows, row 2: 'NoneType' object is not subscriptable",
    );
    const [span] = spans;
    assert.ok(span);
    assert.deepEqual(diagnostic.range, {
      start: positionOf(text, span.start),
      end: positionOf(text, span.end),
    });
  });

  test('lead to the line of the row, and to its preview', async () => {
    const capabilities = {
      textDocument: { diagnostic: { relatedInformation: true } },
      workspace: { configuration: true, diagnostics: { refreshSupport: true } },
    };
    const initializationOptions = { hasCommands: true };
    await using client = await startClient({ files, capabilities, initializationOptions });
    await client.open(path, fileWith("'{{ text[:3] }} ||| {{ answer_choices[label] }}'"));
    const [diagnostic] = await whenChecked(client);
    assert.ok(diagnostic);
    const start = { line: 2, character: 0 };
    const uri = client.uriOf('validation.jsonl');
    assert.deepEqual(diagnostic.relatedInformation, [
      { location: { uri, range: { start, end: start } }, message: 'Row 2 of the dataset' },
    ]);
    const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: client.uriOf(path) },
      range: diagnostic.range,
      context: { diagnostics: [] },
    });
    assert.deepEqual(
      actions.map(({ title, command }) => [title, command?.command, command?.arguments]),
      [['Preview row 2', 'p3.previewTemplate', [client.uriOf(path), 'a1', 2]]],
    );
  });

  test('hold for the text that they were found for, until it changes', async () => {
    await using client = await startClient({ files });
    await client.open(path, fileWith("'Good? ||| {{ answer_choices[label] }}'"));
    assert.deepEqual(
      (await whenChecked(client)).map(({ code }) => code),
      ['constant-prompt'],
    );
    await client.change(path, 2, fileWith("'{{ text }} Good? ||| {{ answer_choices[label] }}!'"));
    assert.deepEqual(overRows(await client.pull(path)), []);
    assert.deepEqual(summaries(await whenChecked(client)), [
      'target-outside-choices: The target is none of the answer choices on all 3 rows: there it is `good!`, and the choices are `bad`, `good`.',
    ]);
  });

  test('are checked anew when the rows change', async () => {
    await using client = await startClient({ files });
    await client.open(path, fileWith("'{{ text[:3] }} ||| {{ answer_choices[label] }}'"));
    assert.match(String(summaries(await whenChecked(client))), /on one of 3 rows, row 2/);
    await client.write('validation.jsonl', '{"text": null, "label": 0}\n');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: client.uriOf('validation.jsonl'), type: 2 }],
    });
    assert.match(String(summaries(await whenChecked(client))), /on row 0, the only one/);
  });

  test('are pushed to a client that does not pull', async () => {
    await using client = await startClient({ files, capabilities: {} });
    await client.open(path, fileWith("'{{ text[:3] }} ||| {{ answer_choices[label] }}'"));
    let pushed = await client.nextPush(path);
    while (overRows(pushed).length === 0) pushed = await client.nextPush(path);
    assert.deepEqual(
      overRows(pushed).map(({ code }) => code),
      ['render-error'],
    );
  });

  test('name the budget that a template exceeds, and check the other templates', async () => {
    const settings = { render: { timeBudgetMs: 300 } };
    await using client = await startClient({ files, settings });
    const endless = `{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}`;
    const first = fileWith(`'{% if label == 0 %}${endless}{% endif %} ||| x'`);
    const second = fileWith("'{{ text[:3] }} ||| good'").split('templates:\n')[1] ?? '';
    await client.open(path, first + second.replaceAll('a1', 'b2'));
    const found = await whenChecked(client, 'render-error');
    assert.ok(
      summaries(found).includes(
        'render-budget: Row 1: The template ran longer than the time budget of 300 ms. The rows behind it were not tried.',
      ),
      String(summaries(found)),
    );
  });

  test('count tokens with the tokenizer of the chosen model', async () => {
    const model = join(import.meta.dirname, '..', '..', 'samples', 'model');
    await using client = await startClient({ files, settings: { scoring: { model } } });
    const long = '{% for i in range(900) %}unbelievable {% endfor %}';
    await client.open(path, fileWith(`'${long}{{ text }} ||| {{ answer_choices[label] }}'`));
    assert.match(String(summaries(await whenChecked(client))), /^over-length: .* on all 3 rows/);
  });

  test('do not hold up a preview', async () => {
    const settings = { render: { timeBudgetMs: 60_000 } };
    await using client = await startClient({ files, settings });
    const endless = `{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}`;
    const second = fileWith("'{{ text }} ||| good'").split('templates:\n')[1] ?? '';
    await client.open(path, fileWith(`'${endless} ||| x'`) + second.replaceAll('a1', 'b2'));
    await client.logged('Starting the render process');
    const { rows } = await client.connection.sendRequest<{ rows: { outcome: object }[] }>(
      'p3/render',
      { uri: client.uriOf(path), templateId: 'b2', offset: 0, limit: 1 },
    );
    assert.deepEqual(rows[0]?.outcome, {
      kind: 'rendered',
      parts: ['A fine film.', 'good'],
      answerChoices: ['bad', 'good'],
    });
  });

  for (const [why, options] of [
    ['without trust', { initializationOptions: { trusted: false } }],
    ['where the setting asks for no rows', { settings: { rules: { rows: 0 } } }],
  ] as const) {
    test(`run nothing ${why}`, async () => {
      await using client = await startClient({ files, ...options });
      await client.open(path, fileWith("'{{ text[:3] }} ||| {{ answer_choices[label] }}'"));
      await client.pull(path);
      await client.settled();
      assert.deepEqual(overRows(await client.pull(path)), []);
      assert.deepEqual(
        client.log.filter((line) => line.includes('render process')),
        [],
      );
    });
  }
});
