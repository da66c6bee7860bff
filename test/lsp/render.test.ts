import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type {
  RenderedRow,
  RenderParams,
  RenderResult,
} from '../../server/src/protocol/requests.ts';
import { parseFixture } from '../support/fixture.ts';
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

/** Each prints something before it fails, so that truncation has moved the place of the error. */
const failingTemplates: readonly (readonly [style: string, jinja: string])[] = [
  ['a plain scalar', 'a {{ text }} ⟦{{ nothing.at.all }}⟧ {{ text }} ||| x'],
  ['a single-quoted scalar', "'{{ text }} it''s ⟦{{ nothing.at.all }}⟧ ||| x'"],
  [
    'a double-quoted scalar of several lines',
    '"{{ text }}\\n\\\n      \\u00e9 {{ text }}\n\n      \\t⟦{{ nothing\n      .at.all }}⟧ ||| x"',
  ],
  [
    'a folded scalar',
    '>-\n      {{ text }}\n      more {{ text }}\n\n      ⟦{{ nothing.at\n      .all }}⟧ ||| x',
  ],
  ['a literal scalar', '|\n      {{ text }}\n      é {% if ⟦nothing.at.all⟧ %}x{% endif %} ||| x'],
  ['a text that does not parse', "'{{ text }} {{ label ⟦text⟧ }} ||| x'"],
  ['a text that does not parse once it is truncated', "'{{ text }} {{ label -⟦}}⟧ ||| x'"],
];

/** A file with one `⟦ … ⟧`, without the marks, and the range that they mark. */
function rangeOf(marked: string) {
  const { text, spans } = parseFixture(marked);
  const [span] = spans;
  assert.ok(span);
  return { text, range: { start: positionOf(text, span.start), end: positionOf(text, span.end) } };
}

/** An offset as the protocol counts it, worked out from the text by itself. */
function positionOf(text: string, offset: number) {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

function render(
  client: LspClient,
  templateId = 'a1',
  how: Pick<RenderParams, 'draws' | 'traces' | 'filter'> = {},
): Promise<RenderResult> {
  return client.connection.sendRequest('p3/render', {
    uri: client.uriOf(path),
    templateId,
    offset: 0,
    limit: 5,
    ...how,
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

  test('renders the rows that a filter accepts, and counts them', async () => {
    const lines = Array.from({ length: 250 }, (_, row) => ({
      text: `Film ${row}.`,
      label: row % 50 ? 0 : 1,
    }));
    const many = { 'validation.jsonl': lines.map((line) => `${JSON.stringify(line)}\n`).join('') };
    await using client = await startClient({ files: many });
    await client.open(path, correct);
    const good = await render(client, 'a1', { filter: 'label = 1' });
    assert.deepEqual(
      good.rows.map(({ row }) => row),
      [0, 50, 100, 150, 200],
    );
    assert.equal(good.rowCount, 5);
    const word = await render(client, 'a1', { filter: '"Film 7."' });
    assert.deepEqual([word.rows.map(({ row }) => row), word.rowCount], [[7], 1]);
    const none = await render(client, 'a1', { filter: 'label > 1' });
    assert.deepEqual([none.rows, none.rowCount], [[], 0]);
  });

  test('says what is wrong with a filter', async () => {
    await using client = await startClient({ files });
    await client.open(path, correct);
    const { rows, filterProblem } = await render(client, 'a1', { filter: 'stars > 3' });
    assert.deepEqual(rows, []);
    assert.equal(
      filterProblem,
      'The filter cannot be read: there is no column `stars`; there are `text`, `label`.',
    );
  });

  test('tells copies with the id of their original apart', async () => {
    await using client = await startClient({ files, initializationOptions: { hasCommands: true } });
    const [head = '', body = ''] = correct.split(/(?= {2}a1: )/);
    const copy = body.replace('a1: !Template', 'b2: !Template').replace('Good?', 'Bad?');
    await client.open(path, head + body + copy);
    const uri = client.uriOf(path);
    const lenses: { command: { title: string; arguments: [string, string] } }[] =
      await client.connection.sendRequest('textDocument/codeLens', { textDocument: { uri } });
    const previews = lenses.filter(({ command }) => command.title === 'Preview');
    const renders = await Promise.all(
      previews.map(({ command }) => render(client, command.arguments[1])),
    );
    assert.deepEqual(
      renders.map(({ rows }) => rows[0]?.outcome),
      [rendered('A fine film. Good?', 'good'), rendered('A fine film. Bad?', 'good')],
    );
  });

  test('gives the error of Python', async () => {
    await using client = await startClient({ files });
    await client.open(path, fileWith("'{{ nothing.at.all }} ||| x'"));
    const outcome = (await render(client)).rows[0]?.outcome;
    assert.ok(outcome?.kind === 'failed');
    assert.equal(outcome.errorType, 'UndefinedError');
    assert.equal(outcome.message, "'nothing' is undefined");
  });

  for (const [style, jinja] of failingTemplates) {
    test(`marks the place of an error in ${style}`, async () => {
      await using client = await startClient({ files });
      const { text, range } = rangeOf(fileWith(jinja));
      await client.open(path, text);
      const outcome = (await render(client)).rows[0]?.outcome;
      assert.ok(outcome?.kind === 'failed');
      assert.deepEqual(outcome.range, range);
    });
  }

  test('marks the place of an error in the answer choices', async () => {
    await using client = await startClient({ files });
    const marked = correct.replace('bad ||| good', '⟦{{ nothing.at.all }}⟧ ||| good');
    const { text, range } = rangeOf(marked.replace(/answer_choices: (.*)/, "answer_choices: '$1'"));
    await client.open(path, text);
    const outcome = (await render(client)).rows[0]?.outcome;
    assert.ok(outcome?.kind === 'failed');
    assert.deepEqual(outcome.range, range);
  });

  test('tells where each part comes from, when asked', async () => {
    await using client = await startClient({ files });
    await client.open(path, fileWith('"{{ text }}\\n Good? ||| {{ answer_choices[label] }}"'));
    const [row] = (await render(client, 'a1', { traces: true })).rows;
    assert.ok(row?.outcome.kind === 'rendered');
    const at = (start: number, end: number) => ({
      start: { line: 5, character: 12 + start },
      end: { line: 5, character: 12 + end },
    });
    assert.deepEqual(row.outcome.origins, {
      places: [
        { kind: 'expression', range: at(0, 10), field: 'text' },
        { kind: 'text', range: at(10, 18), field: null },
        { kind: 'expression', range: at(23, 50), field: 'answer_choices[]' },
      ],
      parts: [
        [
          { length: 12, place: 0 },
          { length: 7, place: 1 },
        ],
        [{ length: 4, place: 2 }],
      ],
    });
  });

  test('draws from the seed that is asked for, or gives all variants', async () => {
    await using client = await startClient({ files });
    await client.open(path, fileWith("'{{ [text, label, 3, 4] | choice }} ||| x'"));
    const inputOf = (row: RenderedRow | undefined) =>
      row?.outcome.kind === 'rendered' ? row.outcome.parts[0] : row?.outcome.kind;
    const seen = new Set<unknown>();
    for (let seed = 0; seed < 20; seed += 1) {
      const [row] = (await render(client, 'a1', { draws: { kind: 'seed', seed } })).rows;
      assert.equal(row?.isRandom, true);
      seen.add(inputOf(row));
    }
    assert.deepEqual(seen, new Set(['A fine film.', '1', '3', '4']));
    const [all] = (await render(client, 'a1', { draws: { kind: 'all' } })).rows;
    assert.equal(inputOf(all), 'A fine film.');
    const others = all?.variants?.others.map((outcome) => inputOf({ row: 0, outcome }));
    assert.deepEqual(others, ['1', '3', '4']);
    assert.equal(all?.variants?.isComplete, true);
  });

  test('says that there are more variants than it gives', async () => {
    await using client = await startClient({ files });
    await client.open(path, fileWith("'{{ range(1000) | choice }} ||| x'"));
    const [row] = (await render(client, 'a1', { draws: { kind: 'all' } })).rows;
    assert.equal(row?.variants?.others.length, 49);
    assert.equal(row?.variants?.isComplete, false);
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

  test('tells that rows have changed which nobody watches', async () => {
    await using client = await startClient({ files });
    await client.open(path, correct);
    const first = async () => JSON.stringify((await render(client)).rows[0]?.outcome);
    assert.match(await first(), /A fine film/);
    await client.write('validation.jsonl', '{"text": "Another.", "label": 1}\n');
    const told = new Promise<void>((resolve) => {
      client.connection.onNotification('p3/datasetsChanged', () => resolve());
    });
    // Rows that were just read are not looked at again.
    await new Promise((resolve) => setTimeout(resolve, 2100));
    await first();
    await told;
    assert.match(await first(), /Another/);
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
