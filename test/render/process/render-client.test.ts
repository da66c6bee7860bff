import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type {
  RenderOptions,
  RenderRequest,
  RowRender,
} from '../../../server/src/render/process/protocol.ts';
import {
  createRenderClient,
  type RenderClient,
} from '../../../server/src/render/process/render-client.ts';
import { temporaryFolder } from '../../sources/temporary-folder.ts';

const entry = join(import.meta.dirname, '../../../server/src/render/process/render-process.ts');
const options: RenderOptions = { truncate: true, dialect: 'main', choice: { kind: 'row' } };

function startClient(settings: Partial<Parameters<typeof createRenderClient>[0]> = {}) {
  const warnings: string[] = [];
  const client = createRenderClient({
    entry,
    execPath: process.execPath,
    timeoutMs: 1000,
    memoryMb: 256,
    keepsSpare: true,
    logger: { info: () => {}, warn: (message) => warnings.push(message) },
    ...settings,
  });
  after(() => client.dispose());
  return { client, warnings };
}

function request(jinja: string | readonly string[], ...rows: readonly string[]): RenderRequest {
  const texts = typeof jinja === 'string' ? [jinja] : jinja;
  return {
    templates: texts.map((text, index) => ({
      id: `id-${index}`,
      name: `template ${index}`,
      jinja: text,
      answerChoices: null,
    })),
    rows: (rows.length === 0 ? ['{}'] : rows).map((json, index) => ({ index, json })),
    options,
  };
}

/** The rows of the first template, or of the one at an index. */
async function rowsOf(client: RenderClient, asked: RenderRequest, template = 0) {
  const reply = await client.render(asked);
  assert.equal(reply.kind, 'rendered');
  return reply.templates[template]?.rows ?? [];
}

function partsOf(row: RowRender | undefined): unknown {
  return row?.kind === 'rendered' ? row.parts : row;
}

/** Ends no sooner than the sun burns out. */
const endless =
  '{% for i in range(99999) %}{% for j in range(99999) %}{% for k in range(99999) %}{% endfor %}{% endfor %}{% endfor %}';

suite('the render process', () => {
  const { client } = startClient();

  test('renders each template on each row, in order', async () => {
    const asked = request(
      ['{{ a }} ||| {{ b }}', 'x ||| {{ (a + 1) }}'],
      '{"a": 1, "b": 1.0}',
      '{"a": 2}',
    );
    const reply = await client.render(asked);
    assert.equal(reply.kind, 'rendered');
    assert.deepEqual(
      reply.templates.map(({ name, rows }) => [name, rows.map(partsOf)]),
      [
        [
          'template 0',
          [
            ['1', '1.0'],
            ['2', ''],
          ],
        ],
        [
          'template 1',
          [
            ['x', '2'],
            ['x', '3'],
          ],
        ],
      ],
    );
  });

  test('gives answer choices and the text before the split', async () => {
    const asked = request('{{ answer_choices[0] }} ||| {{ x }}', '{"x": "a|||b"}');
    const [template] = asked.templates;
    assert.ok(template);
    const rows = await rowsOf(client, {
      ...asked,
      templates: [{ ...template, answerChoices: 'No ||| {{ x }}' }],
    });
    assert.deepEqual(rows[0], {
      kind: 'rendered',
      index: 0,
      raw: 'No ||| a3ed2dface8203c4c9dfb1a5dc58e41e0b',
      parts: ['No', 'a|||b'],
      answerChoices: ['No', 'a|||b'],
    });
  });

  test('tells what Python raises, and where in the text', async () => {
    const jinja = '{{ a }} and {{ b.c.d }} ||| {{ a }}';
    const [row] = await rowsOf(client, request(jinja, '{"a": 1}'));
    assert.equal(row?.kind, 'failed');
    assert.deepEqual(row.error, { type: 'UndefinedError', message: "'b' is undefined" });
    assert.ok(row.span);
    assert.equal(jinja.slice(row.span.start, row.span.end), '{{ b.c.d }}');
  });

  test('gives the error of a template that does not parse for every row', async () => {
    const rows = await rowsOf(client, request('{% if %}', '{}', '{}'));
    assert.deepEqual(
      rows.map((row) => row.kind === 'failed' && row.error.type),
      ['TemplateSyntaxError', 'TemplateSyntaxError'],
    );
  });

  test('names a row that is no JSON object, and renders the others', async () => {
    const rows = await rowsOf(client, request('{{ a }} ||| x', '{"a": ', '[]', '{"a": 3}'));
    assert.deepEqual(
      rows.map(({ kind }) => kind),
      ['unreadable', 'unreadable', 'rendered'],
    );
  });

  test('gives each template the row as it is on disk', async () => {
    const mutating = '{{ l.append(1) }}{{ l | length }} ||| x';
    const asked = request([mutating, mutating], '{"l": [0]}');
    assert.deepEqual(partsOf((await rowsOf(client, asked, 1))[0]), ['None2', 'x']);
  });

  test('draws the same for the same seed, whichever rows are shown', async () => {
    const row = '{"l": ["a", "b", "c", "d", "e", "f", "g", "h"]}';
    const jinja = '{% for i in range(9) %}{{ l | choice }}{% endfor %} ||| x';
    const all = {
      ...request(jinja, row, row),
      options: { ...options, choice: { kind: 'seed', seed: 7 } },
    } as const;
    const both = await rowsOf(client, all);
    const second = await rowsOf(client, { ...all, rows: all.rows.slice(1) });
    assert.deepEqual(second[0], both[1]);
    assert.notDeepEqual(partsOf(both[0]), partsOf(both[1]));
  });

  test('sees nothing of the environment', async () => {
    const [row] = await rowsOf(
      client,
      request('{{ process }}{{ require }}{{ [].constructor }}|||x'),
    );
    assert.deepEqual(partsOf(row), ['', 'x']);
  });
});

suite('a template that exceeds a budget', () => {
  test('is stopped after its time, and the next one runs on the spare', async () => {
    const { client, warnings } = startClient({ timeoutMs: 300 });
    await client.render(request('warm ||| up'));
    const asked = request(
      ['{{ a }} ||| x', `${endless} ||| x`, 'next ||| {{ a }}'],
      '{"a": 1}',
      '{"a": 2}',
    );
    const reply = await client.render(asked);
    assert.equal(reply.kind, 'rendered');
    const [before, stopped, next] = reply.templates.map(({ rows }) => rows);
    assert.deepEqual(before?.map(partsOf), [
      ['1', 'x'],
      ['2', 'x'],
    ]);
    assert.deepEqual(stopped, [
      {
        kind: 'stopped',
        index: 0,
        message: 'The template ran longer than the time budget of 300 ms.',
      },
      {
        kind: 'stopped',
        index: 1,
        message: 'Not tried after row 0: The template ran longer than the time budget of 300 ms.',
      },
    ]);
    assert.deepEqual(next?.map(partsOf), [
      ['next', '1'],
      ['next', '2'],
    ]);
    assert.deepEqual(warnings, [
      'template 1: The template ran longer than the time budget of 300 ms.',
    ]);
  });

  test('is stopped when it fills the memory, and the next one runs', async () => {
    const { client } = startClient({ timeoutMs: 30_000, memoryMb: 64 });
    const greedy =
      "{% set l = [] %}{% for i in range(99999) %}{{ l.append('x' * 99999 ~ i) or '' }}{% endfor %} ||| x";
    const rows = await rowsOf(client, request(greedy));
    assert.deepEqual(rows, [
      {
        kind: 'stopped',
        index: 0,
        message: 'The template needed more memory than the budget of 64 MB.',
      },
    ]);
    assert.deepEqual(partsOf((await rowsOf(client, request('next ||| x')))[0]), ['next', 'x']);
  });

  test('does not hold up a request that is cancelled', async () => {
    const { client } = startClient({ timeoutMs: 2000 });
    await client.render(request('warm ||| up'));
    const controller = new AbortController();
    const began = performance.now();
    const reply = client.render(request(endless), controller.signal);
    setTimeout(() => controller.abort(), 50);
    assert.deepEqual(await reply, { kind: 'cancelled' });
    assert.ok(performance.now() - began < 1500);
    assert.deepEqual(partsOf((await rowsOf(client, request('next ||| x')))[0]), ['next', 'x']);
  });
});

const noParentIds = process.platform === 'win32' && 'Windows keeps the id of a dead parent';

/** Starts a render process with an endless template, and prints its id. */
const orphaning = (template: string) => `
import { fork } from 'node:child_process';
const child = fork(${JSON.stringify(entry)}, [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
const request = ${JSON.stringify(request(template))};
child.once('message', () => {
  child.send({ kind: 'render', run: 1, request }, () => setTimeout(() => console.log(child.pid), 500));
});
`;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Stands in for the render process: renders nothing, and crashes on the template `crash`. */
const crashingProcess = `
process.once('disconnect', () => process.exit());
process.on('message', ({ kind, run, request }) => {
  if (kind !== 'render') return;
  if (request.templates[0].jinja === 'crash') {
    process.stderr.write('Error: out of luck\\n', () => process.exit(7));
    return;
  }
  const row = { kind: 'rendered', index: 0, raw: '', parts: [''], answerChoices: null };
  process.send({ kind: 'row', run, row });
  process.send({ kind: 'done', run });
});
process.send({ kind: 'ready' });
`;

suite('a render process that fails', () => {
  test('to start is told with the reason, and tried again', async () => {
    const { client } = startClient({ entry: join(import.meta.dirname, 'no-such-entry.ts') });
    const reply = await client.render(request('x ||| y'));
    assert.equal(reply.kind, 'failed');
    assert.match(reply.message, /^The render process did not start: .*Cannot find module/);
  });

  test('because there is no such Node is told, too', async () => {
    const { client } = startClient({ execPath: '/no/such/node' });
    const reply = await client.render(request('x ||| y'));
    assert.equal(reply.kind, 'failed');
    assert.match(reply.message, /ENOENT/);
  });

  test('by a crash is told for the row, and the next one runs', async () => {
    const { client } = startClient({
      entry: join(temporaryFolder({ 'crashing.mjs': crashingProcess }), 'crashing.mjs'),
    });
    const [row] = await rowsOf(client, request('crash'));
    assert.equal(row?.kind, 'stopped');
    assert.equal(row.message, 'The render process ended with exit status 7 (Error: out of luck).');
    assert.equal((await rowsOf(client, request('fine')))[0]?.kind, 'rendered');
  });

  const branching =
    '{% macro m(n) %}{% if n %}{{ m(n - 1) ~ m(n - 1) }}{% endif %}{% endmacro %}{{ m(99) }}';
  for (const [what, template] of [
    ['loops', endless],
    ['calls', branching],
  ] as const) {
    test(`to hear of its parent, because it is busy with ${what}, ends all the same`, {
      skip: noParentIds,
    }, async () => {
      const parent = spawn(process.execPath, ['--input-type=module', '-e', orphaning(template)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [chunk] = await once(parent.stdout, 'data');
      const child = Number(String(chunk));
      assert.ok(isAlive(child));
      parent.kill('SIGKILL');
      for (let waited = 0; isAlive(child) && waited < 10_000; waited += 100) await delay(100);
      assert.ok(!isAlive(child));
    });
  }

  test('to be needed any more ends, and cancels what waits', async () => {
    const { client } = startClient();
    const replies = [client.render(request(endless)), client.render(request('x ||| y'))];
    client.dispose();
    assert.deepEqual(await Promise.all(replies), [{ kind: 'cancelled' }, { kind: 'cancelled' }]);
  });
});
