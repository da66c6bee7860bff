import assert from 'node:assert/strict';
import { lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { temporaryFolder } from '../sources/temporary-folder.ts';
import { p3 } from './p3.ts';
import { runInProcess } from './run-in-process.ts';
import { templateFile } from './template-files.ts';

const formatted = templateFile({});
const unformatted = formatted.replace('name: only one', 'name: "only one"');

suite('p3 format', { concurrency: 4 }, () => {
  test('writes files in place and names those that changed', async () => {
    const cwd = temporaryFolder({
      'a/templates.yaml': unformatted,
      'b/templates.yaml': formatted,
    });
    assert.deepEqual(await p3(['format'], { cwd }), {
      status: 0,
      stdout: 'a/templates.yaml\n',
      stderr: '1 file formatted, 1 file left alone.\n',
    });
    assert.equal(readFileSync(join(cwd, 'a/templates.yaml'), 'utf8'), formatted);
    assert.deepEqual(readdirSync(join(cwd, 'a')), ['templates.yaml']);
  });

  test('with --check writes nothing and exits with 1', async () => {
    const folder = temporaryFolder({ 'a.yaml': unformatted, 'b.yaml': formatted });
    const [a, b] = [join(folder, 'a.yaml'), join(folder, 'b.yaml')];
    assert.deepEqual(await runInProcess(['format', '--check', a, b]), {
      status: 1,
      stdout: `${a}\n`,
      stderr: '1 file not formatted, 1 file formatted.\n',
    });
    assert.equal(readFileSync(a, 'utf8'), unformatted);
    assert.equal((await runInProcess(['format', '--check', b])).status, 0);
  });

  test('leaves a file with comments as it is and says why, unless they may be dropped', async () => {
    const commented = `# ours\n${unformatted}`;
    const folder = temporaryFolder({ 'a.yaml': commented, 'b.yaml': unformatted });
    const [a, b] = [join(folder, 'a.yaml'), join(folder, 'b.yaml')];
    const refused = await runInProcess(['format', a, b]);
    assert.equal(refused.status, 2);
    assert.equal(refused.stdout, `${b}\n`);
    assert.ok(refused.stderr.startsWith(`p3 format: ${a}:1:1: The file has a comment here`));
    assert.match(refused.stderr, /1 file formatted, 1 file left out\.\n$/);
    assert.equal(readFileSync(a, 'utf8'), commented);
    assert.equal((await runInProcess(['format', '--drop-comments', a])).status, 0);
    assert.equal(readFileSync(a, 'utf8'), formatted);
  });

  test('names what cannot be read, loaded or written, and goes on', async () => {
    const folder = temporaryFolder({ 'a.yaml': 'a: [1\n', 'b.yaml': formatted });
    const [a, b] = [join(folder, 'a.yaml'), join(folder, 'b.yaml')];
    const { status, stderr } = await runInProcess(['format', a, join(folder, 'none.yaml'), b]);
    assert.equal(status, 2);
    assert.match(stderr, /a\.yaml:2:1: Only a file that PyYAML loads can be formatted\./);
    assert.match(stderr, /none\.yaml: the file cannot be read: there is no such file\./);
    assert.match(stderr, /1 file left alone, 2 files left out\.\n$/);
  });

  test('keeps links and permissions', async () => {
    const folder = temporaryFolder({ 'real.yaml': unformatted });
    const link = join(folder, 'link.yaml');
    symlinkSync(join(folder, 'real.yaml'), link);
    const { mode } = statSync(link);
    await runInProcess(['format', link]);
    assert.ok(lstatSync(link).isSymbolicLink());
    assert.equal(statSync(link).mode, mode);
    assert.equal(readFileSync(link, 'utf8'), formatted);
  });

  test('explains itself', async () => {
    const { status, stdout } = await runInProcess(['format', '--help']);
    assert.equal(status, 0);
    assert.match(stdout, /Usage: p3 format \[PATH\.\.\.\] \[OPTIONS\]/);
    assert.match(stdout, /--check +write nothing/);
  });
});
