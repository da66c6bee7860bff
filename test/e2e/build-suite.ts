import path from 'node:path';
import { build } from 'esbuild';

/** Compiles the mocha suite to one file that both runners load; returns its path. */
export async function buildSuite(): Promise<string> {
  const outfile = path.resolve(import.meta.dirname, '../../.vscode-test/suite/index.cjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, 'suite/index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return outfile;
}
