import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource, type CodeLens } from 'vscode-languageserver/node';
import type {
  ScoreProgress,
  ScoreResult,
  TemplateSummary,
} from '../../server/src/protocol/requests.ts';
import type { FileScoreResult, TemplateScored } from '../../server/src/protocol/scoring.ts';
import { type LspClient, startClient } from '../support/lsp-harness.ts';

const path = 'templates.yaml';
const rows = Array.from({ length: 40 }, (_, index) =>
  JSON.stringify({ text: `Film number ${index} was fine.`, label: index % 2 }),
);
const files = { 'validation.jsonl': `${rows.join('\n')}\n` };

const correct = `dataset: reviews
templates:
  a1: !Template
    answer_choices: bad ||| good
    id: a1
    jinja: '{{ text }} Good? ||| {{ answer_choices[label] }}'
    name: Mood
`;

function score(client: LspClient, limit: number, token = new CancellationTokenSource().token) {
  return client.connection.sendRequest<ScoreResult>(
    'p3/score',
    { uri: client.uriOf(path), templateId: 'a1', limit, runId: 'run' },
    token,
  );
}

const two = correct
  .concat(correct.slice(correct.indexOf('  a1:')).replaceAll('a1', 'b2'))
  .concat(`  c3: !Template
    answer_choices: null
    id: c3
    jinja: '{{ text }} ||| {{ label }}'
    name: Free
`);

suite('p3/scoreFile', () => {
  test('scores each template with answer choices, and tells the spread', async () => {
    await using client = await startClient({ files, initializationOptions: { hasCommands: true } });
    const scored: string[] = [];
    client.connection.onNotification('p3/templateScored', ({ result }: TemplateScored) => {
      scored.push(result.score.id);
    });
    await client.open(path, two);
    const params = { uri: client.uriOf(path), limit: 4, runId: 'run' };
    const result: FileScoreResult = await client.connection.sendRequest('p3/scoreFile', params);
    assert.ok(result.kind === 'scored', JSON.stringify(result));
    const { templates, spread } = result.file;
    assert.deepEqual(
      templates.map(({ id, judged }) => [id, judged]),
      [
        ['a1', 4],
        ['b2', 4],
      ],
    );
    assert.deepEqual([spread.templates, spread.median], [2, templates[0]?.accuracy]);
    assert.deepEqual(scored, ['a1', 'b2']);
    const lenses: readonly CodeLens[] = await client.connection.sendRequest(
      'textDocument/codeLens',
      { textDocument: { uri: params.uri } },
    );
    const titles = lenses.map(({ command }) => command?.title ?? '');
    assert.ok(
      titles.some((title) => /^Median \d+\.\d % · quartiles /.test(title)),
      `${titles}`,
    );
    assert.equal(titles.filter((title) => / % on 4 rows$/.test(title)).length, 2);
  });

  test('says why nothing can be scored', async () => {
    await using client = await startClient({
      files,
      settings: { scoring: { model: '/nowhere/model' } },
    });
    await client.open(path, two);
    const params = { uri: client.uriOf(path), limit: 4, runId: 'run' };
    const failed: FileScoreResult = await client.connection.sendRequest('p3/scoreFile', params);
    assert.match(failed.kind === 'failed' ? failed.message : '', /nowhere/);
  });

  test('is cancelled where the process is stopped', async () => {
    await using client = await startClient({ files });
    await client.open(path, two);
    client.connection.onNotification('p3/scoreProgress', () => {
      void client.connection.sendRequest('p3/stopScoring');
    });
    const params = { uri: client.uriOf(path), limit: 40, runId: 'run' };
    const stopped: FileScoreResult = await client.connection.sendRequest('p3/scoreFile', params);
    assert.deepEqual(stopped, { kind: 'cancelled' });
  });
});

suite('p3/score', () => {
  test('scores the rows with the embedded model and tells its progress', async () => {
    await using client = await startClient({ files });
    const progress: ScoreProgress[] = [];
    client.connection.onNotification('p3/scoreProgress', (each: ScoreProgress) => {
      progress.push(each);
    });
    await client.open(path, correct);
    const result = await score(client, 3);
    assert.ok(result.kind === 'scored', JSON.stringify(result));
    assert.equal(result.model.path, null);
    assert.equal(result.score.name, 'Mood');
    assert.equal(result.score.examples.length, 3);
    for (const { row, target } of result.score.examples) assert.equal(target, row % 2);
    for (const { choices } of result.score.examples) {
      assert.deepEqual(
        choices.map(({ text }) => text),
        ['bad', 'good'],
      );
      assert.ok(choices.every(({ logLikelihood }) => (logLikelihood ?? 0) < 0));
    }
    assert.deepEqual(progress.at(-1), {
      ...{ runId: 'run', done: 3, total: 3 },
      millisecondsLeft: progress.at(-1)?.millisecondsLeft,
    });
  });

  test('takes rows by chance, with the classes in their shares, the same ones for each template', async () => {
    // Sorted by class, as many datasets are.
    const sorted = Array.from({ length: 1000 }, (_, index) => ({
      text: 'Fine.',
      label: index < 800 ? 0 : 1,
    }));
    const schema = {
      features: {
        text: { _type: 'Value', dtype: 'string' },
        label: { _type: 'ClassLabel', names: ['bad', 'good'] },
      },
    };
    await using client = await startClient({
      files: {
        'validation.jsonl': sorted.map((row) => `${JSON.stringify(row)}\n`).join(''),
        'schema.json': JSON.stringify(schema),
      },
    });
    await client.open(path, two);
    const ask = async (templateId: string, sampleSeed: number) => {
      const params = { uri: client.uriOf(path), templateId, limit: 10, sampleSeed, runId: 'run' };
      const result = await client.connection.sendRequest<ScoreResult>('p3/score', params);
      assert.ok(result.kind === 'scored', JSON.stringify(result));
      return { rows: result.rows, scored: result.score.examples.map(({ row }) => row) };
    };
    const first = await ask('a1', 7);
    assert.deepEqual(first.rows, {
      ...{ draw: 'sampled', seed: 7, count: 10, total: 1000, split: 'validation' },
    });
    assert.equal(first.scored.filter((row) => row >= 800).length, 2);
    assert.deepEqual((await ask('b2', 7)).scored, first.scored);
    assert.notDeepEqual((await ask('a1', 8)).scored, first.scored);
  });

  test('compares the scores in every way, and knows the text that it scored', async () => {
    await using client = await startClient({ files });
    await client.open(path, correct);
    const result = await score(client, 4);
    assert.ok(result.kind === 'scored', JSON.stringify(result));
    assert.deepEqual(
      result.comparisons.map(({ normalization, verdicts }) => [normalization, verdicts.length]),
      ['sum', 'tokens', 'characters', 'bytes', 'pmi'].map((each) => [each, 4]),
    );
    const [sum] = result.comparisons;
    assert.deepEqual(sum?.statistics, result.score.statistics);
    const uri = client.uriOf(path);
    const keyNow = async () => {
      const list = await client.connection.sendRequest<readonly TemplateSummary[]>(
        'p3/listTemplates',
        { uri },
      );
      return list[0]?.textKey;
    };
    assert.equal(await keyNow(), result.textKey);
    await client.change(path, 2, correct.replace('name: Mood', 'name: Moods'));
    assert.equal(await keyNow(), result.textKey, 'the name is not fed to the model');
    await client.change(path, 3, correct.replace('Good?', 'Nice?'));
    assert.notEqual(await keyNow(), result.textKey);
  });

  test('ends when it is cancelled, and the next score runs', async () => {
    await using client = await startClient({ files });
    await client.open(path, correct);
    const source = new CancellationTokenSource();
    const started = new Promise((resolve) => {
      client.connection.onNotification('p3/scoreProgress', resolve);
    });
    const cancelled = score(client, 40, source.token);
    // A score that fails tells no progress: then the assertion below shows why.
    await Promise.race([started, cancelled]);
    source.cancel();
    assert.deepEqual(await cancelled, { kind: 'cancelled' });
    assert.equal((await score(client, 1)).kind, 'scored');
  });

  test('survives a crash of its process: a message, and the next score runs', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'p3-crash-'));
    const scoringEntry = join(folder, 'crash-once.mjs');
    await writeFile(scoringEntry, crashOnce(join(folder, 'crashed')));
    await using client = await startClient({ files, scoringEntry });
    await client.open(path, correct);
    assert.match(messageOf(await score(client, 1)), /process/);
    assert.equal((await score(client, 1)).kind, 'scored');
    await rm(folder, { recursive: true });
  });

  test('says what is missing: choices, rows, a template, a model', async () => {
    const settings = { scoring: { model: '/nowhere/model' } };
    await using client = await startClient({ files, settings });
    await client.open(path, correct.replace('bad ||| good', 'null').replace('[label]', ''));
    assert.match(messageOf(await score(client, 1)), /no answer choices/);
    await client.change(path, 2, correct);
    assert.match(messageOf(await score(client, 1)), /nowhere/);
    await client.change(path, 3, correct.replaceAll('a1', 'b2'));
    assert.match(messageOf(await score(client, 1)), /no template `a1`/);
    await using withoutRows = await startClient();
    await withoutRows.open(path, correct);
    assert.match(messageOf(await score(withoutRows, 1)), /^No rows of `reviews`/);
  });
});

/** A scoring process whose first life ends in the middle of a request, as by a fault in native code. */
function crashOnce(flag: string): string {
  const entry = join(import.meta.dirname, '../../server/src/scoring/scoring-process.ts');
  return `import { existsSync, writeFileSync } from 'node:fs';
if (!existsSync(${JSON.stringify(flag)})) {
  process.on('message', () => {
    writeFileSync(${JSON.stringify(flag)}, '');
    process.abort();
  });
}
await import(${JSON.stringify(pathToFileURL(entry).href)});
`;
}

function messageOf(result: ScoreResult): string {
  assert.ok(result.kind === 'failed', JSON.stringify(result));
  return result.message;
}
