import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { temporaryFolder } from '../sources/temporary-folder.ts';
import { checkout, p3 } from './p3.ts';
import { templateFile } from './template-files.ts';

const rows =
  '{"text": "one", "tags": ["x", "y"], "a-b": 1.0}\n{"text": "two", "tags": [], "a-b": 1e20}\n';

async function render(
  file: string,
  args: readonly string[] = [],
  files: Readonly<Record<string, string>> = {},
) {
  const cwd = temporaryFolder({ 'templates.yaml': file, 'validation.jsonl': rows, ...files });
  return p3(['render', 'templates.yaml', ...args], { cwd });
}

async function lines(file: string, args: readonly string[] = []) {
  const { stdout, status } = await render(file, ['--format', 'jsonl', ...args]);
  return {
    status,
    lines: stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  };
}

const id = '5b1b7a1e-4a6c-4c6e-9d5e-0f6d3c1a2b3c';

suite('p3 render', { concurrency: 4 }, () => {
  test('shows input, target and choices of each row', async () => {
    const file = templateFile({
      jinja: "'{{ text }}? ||| {{ answer_choices[0] }}'",
      answerChoices: 'a ||| b',
    });
    const { status, stdout, stderr } = await render(file, ['--limit', '1']);
    assert.equal(
      stdout,
      `only one ${id}

-- row 0 --
Input
one?
Target
a
Choices
a ||| b

`,
    );
    assert.equal(stderr, '');
    assert.equal(status, 0);
  });

  test('jsonl keeps its contract', async () => {
    const file = templateFile({
      jinja: "'{{ a_b }} ||| {{ text }}'",
      answerChoices: "'{{ text }} ||| b'",
    });
    const { lines: written, status } = await lines(file);
    assert.deepEqual(written, [
      {
        id,
        name: 'only one',
        row: 0,
        parts: ['1.0', 'one'],
        raw: '1.0 ||| one',
        answer_choices: ['one', 'b'],
      },
      {
        id,
        name: 'only one',
        row: 1,
        parts: ['1e+20', 'two'],
        raw: '1e+20 ||| two',
        answer_choices: ['two', 'b'],
      },
    ]);
    assert.equal(status, 0);
  });

  test('tells what Python raises in place of parts and raw', async () => {
    const { lines: written, status } = await lines(
      templateFile({ jinja: "'{{ tags[0].z.z }} ||| x'" }),
    );
    const error = { type: 'UndefinedError', message: "'str object' has no attribute 'z'" };
    assert.deepEqual(written[0], { id, name: 'only one', row: 0, error, answer_choices: null });
    assert.equal(status, 1);
  });

  test('tells apart where the choices raise', async () => {
    const answerChoices = "'{{ tags[0] | choice }} ||| {{ [] | choice }}'";
    const { lines: written } = await lines(templateFile({ answerChoices }), ['--limit', '1']);
    const error = { type: 'IndexError', message: 'Cannot choose from an empty sequence' };
    assert.deepEqual(written, [
      { id, name: 'only one', row: 0, error, answer_choices: null, answer_choices_error: error },
    ]);
  });

  test('splits as the eval-hackathon branch does', async () => {
    const file = templateFile({ jinja: "'{{ text }} ||| x ||| y'" });
    const { lines: written } = await lines(file, ['--dialect', 'eval-hackathon', '--limit', '1']);
    assert.deepEqual(written[0].parts, ['one', ['x', 'y']]);
  });

  test('shortens printed values unless told otherwise', async () => {
    const file = templateFile({ jinja: `"{{ text * 1000 }} ||| x"` });
    assert.equal((await lines(file, ['--limit', '1'])).lines[0].error.type, 'TypeError');
    const whole = await lines(file, ['--limit', '1', '--no-truncate']);
    assert.equal(whole.lines[0].parts[0].length, 3000);
  });

  test('picks by row or by seed', async () => {
    const file = templateFile({ jinja: "'{{ [0, 1, 2, 3, 4, 5, 6, 7] | choice }} ||| x'" });
    const byRow = await lines(file, ['--choice', 'row']);
    assert.deepEqual(
      byRow.lines.map(({ parts }) => parts[0]),
      ['0', '1'],
    );
    const seeded = [
      await lines(file, ['--choice', 'seed:3']),
      await lines(file, ['--choice', 'seed:3']),
    ];
    assert.deepEqual(seeded[0], seeded[1]);
  });

  test('takes a template by name or id, and helps with a misspelt one', async () => {
    assert.equal((await render(templateFile({}), ['--template', 'only one'])).status, 0);
    assert.equal((await render(templateFile({}), ['--template', id])).status, 0);
    const { status, stderr } = await render(templateFile({}), ['--template', 'only won']);
    assert.equal(status, 2);
    assert.match(stderr, /templates\.yaml has no template `only won`\. Did you mean `only one`\?/);
  });

  test('stops a template that does not end', async () => {
    const jinja = `'{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %} ||| x'`;
    const { lines: written, status } = await lines(templateFile({ jinja }), ['--timeout', '500']);
    assert.deepEqual(written[0].error, {
      type: 'RenderStopped',
      message: 'The template ran longer than the time budget of 500 ms.',
    });
    assert.equal(written.length, 2);
    assert.equal(status, 1);
  });
});

suite('p3 render with bad input', { concurrency: 4 }, () => {
  test('names rows that cannot be read, and renders the others', async () => {
    const { status, stdout, stderr } = await render(
      templateFile({}),
      ['--rows', 'bad.jsonl', '--format', 'jsonl'],
      {
        'bad.jsonl': '{"text": \n{"text": "fine"}\n',
      },
    );
    assert.equal(
      stderr,
      'p3 render: bad.jsonl:1: The row is not JSON: a value is expected at column 10.\n',
    );
    assert.equal(JSON.parse(stdout).row, 1);
    assert.equal(status, 2);
  });

  test('says where rows were looked for', async () => {
    const { status, stderr } = await render(templateFile({}), ['--rows', 'none.jsonl']);
    assert.equal(stderr, 'p3 render: none.jsonl: there are no rows here.\n');
    assert.equal(status, 2);
    const cwd = temporaryFolder({ 'templates.yaml': templateFile({}) });
    assert.match(
      (await p3(['render', 'templates.yaml'], { cwd })).stderr,
      /No rows of `notes` are known/,
    );
  });

  test('names the place that keeps a file from being read', async () => {
    const { status, stderr } = await render('dataset: notes\ntemplates: "x\n');
    assert.match(stderr, /^p3 render: templates\.yaml:\d+:\d+: /);
    assert.equal(status, 2);
  });

  test('names a template that has no text, and renders the others', async () => {
    const { status, stderr } = await render(templateFile({ jinja: '[1]' }));
    assert.equal(
      stderr,
      'p3 render: templates.yaml:6:12: template `only one` has no text under `jinja`, so it cannot run.\n',
    );
    assert.equal(status, 2);
  });
});

suite('standard output', { concurrency: 4 }, () => {
  const many = `${JSON.stringify({ text: 'x'.repeat(2000) })}\n`.repeat(1500);

  test('is complete in a pipe whose reader is slow', async () => {
    const cwd = temporaryFolder({ 'templates.yaml': templateFile({}), 'validation.jsonl': many });
    const child = spawn(
      process.execPath,
      [join(checkout, 'server/src/cli/main.ts'), 'render', 'templates.yaml', '--format', 'jsonl'],
      { cwd, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await setTimeout(1500);
    let text = '';
    for await (const chunk of child.stdout.setEncoding('utf8')) text += chunk;
    assert.equal(text.split('\n').length, 1501);
    assert.ok(text.length > 6_000_000);
  });

  test('may be closed early, as by `head`', async () => {
    const cwd = temporaryFolder({ 'templates.yaml': templateFile({}), 'validation.jsonl': many });
    const child = spawn(
      process.execPath,
      [join(checkout, 'server/src/cli/main.ts'), 'render', 'templates.yaml', '--format', 'jsonl'],
      { cwd, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.once('close', resolve));
    assert.equal(stderr, '');
    assert.equal(status, 0);
  });
});
