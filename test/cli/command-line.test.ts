import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { commands } from '../../server/src/cli/commands.ts';
import { p3 } from './p3.ts';
import { runInProcess } from './run-in-process.ts';

suite('p3', () => {
  test('lists its commands', async () => {
    const { status, stdout } = await runInProcess(['--help']);
    assert.equal(status, 0);
    for (const { name, summary } of commands)
      assert.match(stdout, new RegExp(`  ${name} +${summary}\n`));
  });

  test('prints its version', async () => {
    const { stdout } = await p3(['--version']);
    assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
  });

  for (const { name } of commands) {
    test(`explains the options of ${name}`, async () => {
      const { status, stdout, stderr } = await runInProcess([name, '--help']);
      assert.equal(status, 0);
      assert.equal(stderr, '');
      assert.match(stdout, new RegExp(`^p3 ${name}: .*\n\nUsage: p3 ${name}`));
    });
  }
});

suite('a command line that cannot be used', () => {
  const wrong: readonly (readonly [string, readonly string[], string])[] = [
    [
      'a misspelt command',
      ['lnt'],
      'p3: `lnt` is not a command. Did you mean `lint`? See `p3 --help`.',
    ],
    [
      'an unknown option',
      ['lint', '--fix'],
      'p3: lint: Unknown option `--fix`. See `p3 lint --help`.',
    ],
    [
      'an unknown format',
      ['render', 'x.yaml', '--format', 'xml'],
      'p3: render: `--format xml` is not known; one of `text`, `jsonl` is expected. See `p3 render --help`.',
    ],
    [
      'a limit that is no number',
      ['render', 'x.yaml', '--limit', '-1'],
      'p3: render: `--limit -1`: a whole number from 1 up is expected. See `p3 render --help`.',
    ],
    [
      'a limit of nothing',
      ['render', 'x.yaml', '--limit=0'],
      'p3: render: `--limit 0`: a whole number from 1 up is expected. See `p3 render --help`.',
    ],
    ['no file', ['render'], 'p3: render: FILE is missing. See `p3 render --help`.'],
    [
      'two files',
      ['render', 'a.yaml', 'b.yaml'],
      'p3: render: Only one argument is expected, not `b.yaml` as well. See `p3 render --help`.',
    ],
    [
      'an unknown choice',
      ['render', 'x.yaml', '--choice', 'dice'],
      'p3: render: `--choice dice` is not known; `row`, or `seed:N` with a whole number from 0 to 4294967295, is expected. See `p3 render --help`.',
    ],
  ];
  for (const [what, args, message] of wrong) {
    test(`is refused for ${what}`, async () => {
      assert.deepEqual(await runInProcess(args), { status: 2, stdout: '', stderr: `${message}\n` });
    });
  }

  test('without a command gets the list on standard error', async () => {
    const { status, stdout, stderr } = await runInProcess([]);
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /^p3: lint, format, render and score/);
  });
});
