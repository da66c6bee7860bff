/** Runs the tests that need no display: every `*.test.ts` outside `test/e2e`, or those named. */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';

const named = process.argv.slice(2);
const files =
  named.length > 0
    ? named
    : globSync('test/**/*.test.ts', { exclude: (name) => name === 'e2e' || name === 'support' });
/** A test that waits for ever fails after this time, however loaded the machine. */
const timeoutMs = 300_000;
const options = ['--test', '--test-reporter=spec', `--test-timeout=${timeoutMs}`];
const result = spawnSync(process.execPath, options.concat(files), {
  stdio: 'inherit',
});
process.exitCode = result.status ?? 1;
