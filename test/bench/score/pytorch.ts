/** PyTorch with the way of t-zero: a process that is asked chunk by chunk, so that it takes its turns. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { BenchPrompt } from './prompts.ts';

interface Answer {
  readonly seconds: number;
  readonly sums: readonly number[];
}

export async function openPyTorch(
  python: string,
  folder: string,
): Promise<(prompts: readonly BenchPrompt[]) => Promise<Answer>> {
  const script = join(import.meta.dirname, '../../../tools/bench-t5.py');
  const child = spawn(python, [script, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const line = await lines.next();
    if (line.done) throw new Error('the Python process ended');
    return line.value;
  };
  await next();
  return async (prompts) => {
    child.stdin.write(`${JSON.stringify(prompts)}\n`);
    return JSON.parse(await next());
  };
}
