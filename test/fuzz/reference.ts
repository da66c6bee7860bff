import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** One template with one row, as JSON text; `choice` picks item `index mod length`. */
export interface RenderCase {
  readonly template: string;
  readonly row: string;
  readonly index: number;
}

/** A text, an error of Python, or a case that the reference cannot answer. */
export type RenderAnswer =
  | { readonly text: string }
  | { readonly error: { readonly type: string; readonly message: string } }
  | { readonly skip: string };

const script = join(import.meta.dirname, '..', '..', 'tools', 'render-reference.py');
const { PYTHON: python = 'python3' } = process.env;

/** The versions of Jinja2 and Python that answer, or `undefined` where they are missing. */
export function referenceVersion(): string | undefined {
  const { status, stdout } = spawnSync(python, [script, '--check'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** What Python's Jinja2 gives for each case, in order. */
export function renderByReference(cases: readonly RenderCase[]): RenderAnswer[] {
  const input = cases.map((one) => `${JSON.stringify(one)}\n`).join('');
  const { status, stdout, stderr } = spawnSync(python, [script], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(`the reference renderer failed: ${stderr}`);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line): RenderAnswer => JSON.parse(line));
}
