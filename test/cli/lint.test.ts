import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { temporaryFolder } from '../sources/temporary-folder.ts';
import { checkout, p3 } from './p3.ts';
import { runInProcess } from './run-in-process.ts';
import { notesSchema, templateFile } from './template-files.ts';

const faulty = templateFile({ jinja: "'{{ txet }} 👍 {{ text | shout }} ||| {{ text }}'" });

/** A file without findings, even beside the other one. */
const otherFile = templateFile({}).replaceAll('5b1b7a1e', '6b1b7a1e');

const escapeSequence = new RegExp(String.fromCharCode(0x1b));

function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  return temporaryFolder({ 'schema.json': notesSchema, ...files });
}

suite('p3 lint', { concurrency: 4 }, () => {
  test('shows each finding under its source line', async () => {
    const { status, stdout, stderr } = await p3(['lint'], {
      cwd: folderWith({ 'templates.yaml': faulty }),
    });
    assert.equal(
      stdout,
      `templates.yaml:6:16 unknown-field
  6 |     jinja: '{{ txet }} 👍 {{ text | shout }} ||| {{ text }}'
    |                ^^^^
    | error: \`txet\` is not a field of this dataset. Did you mean \`text\`?

templates.yaml:6:37 unknown-filter
  6 |     jinja: '{{ txet }} 👍 {{ text | shout }} ||| {{ text }}'
    |                                     ^^^^^
    | error: There is no filter \`shout\` in Jinja2 or PromptSource.

2 errors in 1 file.
`,
    );
    assert.equal(stderr, '');
    assert.equal(status, 1);
  });

  test('gives single rules another severity, or none', async () => {
    const cwd = folderWith({ 'templates.yaml': faulty });
    const chosen = 'unknown-field=hint,unknown-filter=off';
    const { status, stdout } = await p3(['lint', '--severities', chosen], { cwd });
    assert.match(stdout, /hint: `txet` is not a field/);
    assert.match(stdout, /1 hint in 1 file/);
    assert.equal(status, 0);
  });

  test('leaves out rules in the files of a glob', async () => {
    const cwd = folderWith({ 'drafts/templates.yaml': faulty, 'templates.yaml': faulty });
    const ignore = 'drafts/**=unknown-field;drafts/**=unknown-filter;templates.yaml=duplicate-id';
    const args = ['lint', './drafts', 'templates.yaml', '--format', 'json', '--ignore', ignore];
    const files: { findings: { rule: string }[] }[] = JSON.parse(
      (await p3(args, { cwd })).stdout,
    ).files;
    assert.deepEqual(
      files.map(({ findings }) => findings.map(({ rule }) => rule)),
      [[], ['unknown-field', 'unknown-filter']],
    );
    const refused = await p3(['lint', '--ignore', 'drafts/**=nonsense'], { cwd });
    assert.match(refused.stderr, /there is no rule `nonsense`/);
    assert.equal(refused.status, 2);
  });

  test('refuses severities and rules that do not exist', async () => {
    for (const [chosen, message] of [
      ['unknown-field', '`RULE=LEVEL` with a level of'],
      ['unknown-field=loud', '`RULE=LEVEL` with a level of'],
      ['unknown-feld=off', 'there is no rule `unknown-feld`.'],
    ] as const) {
      const { status, stderr } = await p3(['lint', '--severities', chosen]);
      assert.equal(status, 2);
      assert.ok(stderr.includes(message), stderr);
    }
  });

  test('says so when nothing is wrong', async () => {
    const cwd = folderWith({ 'templates.yaml': templateFile({}) });
    assert.deepEqual(await p3(['lint', '.'], { cwd }), {
      status: 0,
      stdout: 'No findings in 1 file.\n',
      stderr: '',
    });
  });

  test('searches folders for `templates.yaml`, and takes a named file as it is', async () => {
    const good = templateFile({});
    const cwd = temporaryFolder({
      'a/templates.yaml': good,
      'a/deep/er/templates.yaml': good,
      'a/other.yaml': good,
      'a/node_modules/x/templates.yaml': good,
      'b.yaml': good,
    });
    const { stdout } = await p3(['lint', 'a', 'b.yaml', '--format', 'json'], { cwd });
    const { files } = JSON.parse(stdout);
    assert.deepEqual(
      files.map(({ path }: { path: string }) => path),
      [join('a', 'deep', 'er', 'templates.yaml'), join('a', 'templates.yaml'), 'b.yaml'],
    );
  });

  test('finds an id that two files have, but not one file under two names', async () => {
    const cwd = folderWith({
      'a/templates.yaml': templateFile({}),
      'b/templates.yaml': templateFile({}),
      'branch/templates/a/templates.yaml': templateFile({}),
    });
    const paths = ['a', './a/templates.yaml', 'b/templates.yaml', 'branch'];
    const off = 'dataset-path-mismatch=off';
    const { stdout } = await p3(['lint', ...paths, '--format', 'json', '--severities', off], {
      cwd,
    });
    const files: { path: string; findings: { rule: string; message: string }[] }[] =
      JSON.parse(stdout).files;
    assert.deepEqual(
      files.map(({ findings }) => findings.map(({ rule }) => rule)),
      [['duplicate-id'], ['duplicate-id'], ['duplicate-id'], []],
    );
    assert.match(files[0]?.findings[0]?.message ?? '', /is used in `b.templates\.yaml` as well/);
  });

  test('fails from the level on that is asked for', async () => {
    const cwd = folderWith({ 'templates.yaml': templateFile({ metric: 'Accuracy' }) });
    assert.equal((await p3(['lint'], { cwd })).status, 0);
    assert.equal((await p3(['lint', '--fail-on', 'information'], { cwd })).status, 1);
  });

  test('finds schemas by the name of the dataset in a folder', async () => {
    const cwd = temporaryFolder({
      'templates.yaml': faulty,
      'schemas/notes__default.json': notesSchema,
    });
    const { stdout } = await p3(['lint', '--schemas', 'schemas', '--format', 'github'], { cwd });
    assert.match(stdout, /title=unknown-field/);
  });

  test('shows control characters of a file instead of obeying them', async () => {
    const jinja = '"\\e[2J{{ text | \u009b31mshout }} ||| x"';
    const cwd = folderWith({ 'templates.yaml': templateFile({ jinja }) });
    const { stdout } = await p3(['lint'], { cwd });
    assert.doesNotMatch(stdout.replaceAll('\n', ''), /\p{Cc}/u);
  });

  test('colours only where it is asked to', async () => {
    const cwd = folderWith({ 'templates.yaml': faulty });
    assert.match((await p3(['lint'], { cwd, env: { FORCE_COLOR: '1' } })).stdout, escapeSequence);
    const both = { FORCE_COLOR: '1', NO_COLOR: '1' };
    assert.doesNotMatch((await p3(['lint'], { cwd, env: both })).stdout, escapeSequence);
  });
});

suite('p3 lint --format', { concurrency: 4 }, () => {
  const cwd = () => folderWith({ 'templates.yaml': faulty, 'good/templates.yaml': otherFile });

  test('json keeps its contract', async () => {
    const { stdout, status } = await p3(['lint', '--format', 'json', 'templates.yaml'], {
      cwd: cwd(),
    });
    const report = JSON.parse(stdout);
    assert.deepEqual(report.files[0].findings[0], {
      rule: 'unknown-field',
      severity: 'error',
      message: '`txet` is not a field of this dataset. Did you mean `text`?',
      template: '5b1b7a1e-4a6c-4c6e-9d5e-0f6d3c1a2b3c',
      range: { start: { line: 5, character: 15 }, end: { line: 5, character: 19 } },
    });
    assert.deepEqual(report.summary, {
      files: 1,
      errors: 2,
      warnings: 0,
      information: 0,
      hints: 0,
    });
    assert.equal(status, 1);
  });

  test('sarif names rules and one-based places', async () => {
    const { stdout } = await p3(['lint', '--format', 'sarif'], { cwd: cwd() });
    const { version, runs } = JSON.parse(stdout);
    assert.equal(version, '2.1.0');
    const [{ tool, results, columnKind }] = runs;
    assert.equal(columnKind, 'utf16CodeUnits');
    assert.equal(results.length, 2);
    assert.equal(tool.driver.rules[results[0].ruleIndex].id, 'unknown-field');
    assert.equal(results[0].level, 'error');
    assert.deepEqual(results[0].locations[0].physicalLocation, {
      artifactLocation: { uri: 'templates.yaml' },
      region: { startLine: 6, startColumn: 16, endLine: 6, endColumn: 20 },
    });
  });

  test('junit has a suite for each file and escapes what XML needs', async () => {
    const jinja = "'{{ text | shout }} <&> ||| {{ text }}'";
    const folder = folderWith({ 'a&b/templates.yaml': templateFile({ jinja }) });
    const { stdout } = await p3(['lint', '--format', 'junit'], { cwd: folder });
    assert.match(stdout, /<testsuite name="a&amp;b[/\\]templates\.yaml" tests="1" failures="1"/);
    assert.match(stdout, /<failure type="error" message="There is no filter `shout`/);
    const clean = await p3(['lint', '--format', 'junit', 'good'], { cwd: cwd() });
    assert.match(clean.stdout, /tests="1" failures="0".*\n\s*<testcase name="no findings"/);
  });

  test('github writes workflow commands', async () => {
    const { stdout } = await p3(['lint', '--format', 'github'], { cwd: cwd() });
    assert.equal(
      stdout.split('\n')[0],
      '::error file=templates.yaml,line=6,endLine=6,col=16,endColumn=19,title=unknown-field::`txet` is not a field of this dataset. Did you mean `text`?',
    );
  });
});

suite('p3 lint over rows', { concurrency: 4 }, () => {
  const raising = "'{{ text[:9] }} Good? ||| {{ answer_choices[label] }}'";
  const templates = templateFile({
    jinja: raising,
    answerChoices: 'bad ||| good',
    metric: 'Accuracy',
  });
  const rows = '{"text": "fine", "label": 1}\n{"text": null, "label": 0}\n';

  test('finds what rows prove: those beside the file, or those of a folder', async () => {
    const beside = folderWith({ 'templates.yaml': templates, 'validation.jsonl': rows });
    const apart = folderWith({ 'templates.yaml': templates, 'rows/notes__default.jsonl': rows });
    for (const [cwd, args] of [
      [beside, []],
      [apart, ['--rows', 'rows']],
    ] as const) {
      const { status, stdout } = await p3(['lint', ...args, '--format', 'json'], { cwd });
      const [file] = JSON.parse(stdout).files;
      assert.deepEqual(file.findings, [
        {
          rule: 'render-error',
          severity: 'warning',
          message: "TypeError on one of 2 rows, row 1: 'NoneType' object is not subscriptable",
          template: '5b1b7a1e-4a6c-4c6e-9d5e-0f6d3c1a2b3c',
          range: { start: { line: 5, character: 12 }, end: { line: 5, character: 26 } },
          row: 1,
        },
      ]);
      assert.equal(status, 0);
    }
  });

  test('fails where a template raises on all rows, or from the level on that is asked for', async () => {
    const cwd = folderWith({ 'templates.yaml': templates, 'validation.jsonl': rows });
    assert.equal((await p3(['lint', '--fail-on', 'warning'], { cwd })).status, 1);
    const lost = folderWith({
      'templates.yaml': templates,
      'validation.jsonl': '{"text": null}\n',
    });
    assert.equal((await p3(['lint'], { cwd: lost })).status, 1);
  });

  test('renders on as many rows as are asked for, or on none', async () => {
    const cwd = folderWith({ 'templates.yaml': templates, 'validation.jsonl': rows });
    for (const args of [
      ['--limit', '1'],
      ['--limit', '0'],
      ['--severities', 'render-error=off'],
    ]) {
      const { stdout, status } = await p3(['lint', ...args, '--fail-on', 'hint'], { cwd });
      assert.equal(stdout, 'No findings in 1 file.\n');
      assert.equal(status, 0);
    }
  });

  test('counts tokens with the tokenizer of a model that is named', async () => {
    const jinja = "'{% for i in range(900) %}unbelievable {% endfor %}{{ text }} ||| x'";
    const cwd = folderWith({ 'templates.yaml': templateFile({ jinja }), 'validation.jsonl': rows });
    const only = ['lint', '--format', 'json', '--severities', 'constant-prompt=off'];
    const rulesOf = async (...args: string[]) => {
      const { findings } = JSON.parse((await p3([...only, ...args], { cwd })).stdout).files[0];
      return findings.map(({ message }: { message: string }) => message);
    };
    assert.deepEqual(await rulesOf(), []);
    const [message] = await rulesOf('--model', join(checkout, 'samples', 'model'));
    assert.match(message, /longer than the 1,024 tokens .* on all 2 rows \(10,801 on row 0\); the/);
    const wrong = await p3([...only, '--model', cwd], { cwd });
    assert.match(wrong.stderr, /`--model .*`: .*config\.json/);
    assert.equal(wrong.status, 2);
  });

  test('names the budget that a template exceeds', async () => {
    const endless =
      '{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}';
    const cwd = folderWith({
      'templates.yaml': templateFile({ jinja: `'{{ text }} ${endless} ||| x'` }),
      'validation.jsonl': rows,
    });
    const { stdout, status } = await p3(['lint', '--timeout', '300'], { cwd });
    assert.match(
      stdout,
      /render-budget\n(?:.*\n){2}.*warning: Row 0: The template ran longer than the time budget of 300 ms/,
    );
    assert.equal(status, 0);
  });
});

suite('p3 lint with bad input', { concurrency: 4 }, () => {
  test('names what cannot be read, and checks the others', async () => {
    const cwd = folderWith({
      'templates.yaml': faulty,
      'latin.yaml': Buffer.from('dataset: caf\u00e9\n', 'latin1'),
      'empty/x': '',
    });
    const args = ['lint', 'missing.yaml', 'latin.yaml', 'empty', 'templates.yaml'];
    const { status, stdout, stderr } = await p3(args, { cwd });
    assert.equal(
      stderr,
      `p3 lint: empty: there is no \`templates.yaml\` in this folder.
p3 lint: missing.yaml: the file cannot be read: there is no such file.
p3 lint: latin.yaml: the file is not UTF-8 text at line 1, column 13.
`,
    );
    assert.match(stdout, /2 errors in 1 file\.\n$/);
    assert.equal(status, 2);
  });

  const odd: readonly (readonly [string, string])[] = [
    ['an empty file', ''],
    ['a list', '- a\n- b\n'],
    ['a text', 'hello'],
    ['broken YAML', 'dataset: "x\n'],
    ['a template that is no text', templateFile({ jinja: '12' })],
    ['tags of another program', 'dataset: x\ntemplates: !!python/object:os.system {}\n'],
    ['5 MB in one line', `dataset: notes # ${'x'.repeat(5_000_000)}`],
  ];
  for (const [what, text] of odd) {
    test(`finds fault with ${what}`, async () => {
      const path = join(temporaryFolder({ 'templates.yaml': text }), 'templates.yaml');
      const { status, stdout, stderr } = await runInProcess(['lint', path, '--format', 'json']);
      assert.equal(stderr, '');
      assert.ok(JSON.parse(stdout).summary.errors > 0, stdout);
      assert.equal(status, 1);
    });
  }

  test('names rows that do not fit the schema', async () => {
    const { status, stderr } = await p3(['lint'], {
      cwd: folderWith({
        'templates.yaml': templateFile({}),
        'validation.jsonl': '{"text": "a", "label": 1}\n{"text": 5, "label": 1}\n{"text"\n',
      }),
    });
    assert.deepEqual(stderr.split('\n'), [
      'p3 lint: validation.jsonl:2: Row 1: `text` is the int 5; string is expected.',
      'p3 lint: validation.jsonl:3: The row is not JSON: `:` is expected at column 8.',
      '',
    ]);
    assert.equal(status, 0);
  });
});
