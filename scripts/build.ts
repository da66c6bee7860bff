/** Bundles every process of the extension into `dist/`. `--watch` rebuilds on change. */
import { existsSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { type BuildOptions, build, context } from 'esbuild';
import { bundles } from './bundles.ts';

const nodeOptions: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  minify: true,
  sourcemap: false,
  legalComments: 'none',
  external: ['vscode', 'onnxruntime-node', 'chokidar'],
  logLevel: 'warning',
};

const browserOptions: BuildOptions = {
  bundle: true,
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  minify: true,
  loader: { '.css': 'css' },
  logLevel: 'warning',
};

function optionsOf(bundle: (typeof bundles)[number]): BuildOptions {
  const base = bundle.platform === 'node' ? nodeOptions : browserOptions;
  return { ...base, entryPoints: [bundle.entry], outfile: bundle.outfile };
}

const present = bundles.filter((bundle) => existsSync(bundle.entry));
await rm('dist', { recursive: true, force: true });
if (process.argv.includes('--watch')) {
  for (const bundle of present) {
    await (await context(optionsOf(bundle))).watch();
  }
} else {
  await Promise.all(present.map((bundle) => build(optionsOf(bundle))));
  await chmod('dist/cli/p3.cjs', 0o755);
}
