import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const checkout = join(import.meta.dirname, '..', '..');

/** Not the user's: what a test scores is not scored before. */
const cacheFolder = join(tmpdir(), 'p3-test-cache', String(process.pid));

export interface CommandResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** No test asks the Hub, but those that bring one along. */
const noHub = { HF_HUB_OFFLINE: '1' };

/** Runs the command from its source, with pipes for streams, in the checkout or another folder. */
export function p3(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<CommandResult> {
  const child = spawn(process.execPath, [join(checkout, 'server/src/cli/main.ts'), ...args], {
    cwd: options.cwd ?? checkout,
    env: { ...process.env, FORCE_COLOR: '', P3_CACHE_DIR: cacheFolder, ...noHub, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, stdout, stderr }));
  });
}
