/** Runs the tests that need no display: every `*.test.ts` outside `test/e2e`, or those named. */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';

const named = process.argv.slice(2);
const files =
  named.length > 0
    ? named
    : globSync('test/**/*.test.ts', { exclude: (name) => name === 'e2e' || name === 'support' });
const result = spawnSync(process.execPath, ['--test', '--test-reporter=spec', ...files], {
  stdio: 'inherit',
});
process.exitCode = result.status ?? 1;
