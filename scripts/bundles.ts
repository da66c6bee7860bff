/** What is built: one bundle per process, with the largest size that `check:size` accepts. */
export interface Bundle {
  readonly entry: string;
  readonly outfile: string;
  readonly platform: 'node' | 'browser';
  readonly maxKilobytes: number;
}

export const bundles: readonly Bundle[] = [
  bundle('client/src/extension.ts', 'dist/client/extension.cjs', 500),
  bundle('server/src/lsp/main.ts', 'dist/server/lsp.cjs', 900),
  bundle('server/src/render/process/render-process.ts', 'dist/server/render-process.cjs', 400),
  bundle('server/src/sources/process/data-process.ts', 'dist/server/data-process.cjs', 600),
  bundle('server/src/scoring/scoring-process.ts', 'dist/server/scoring-process.cjs', 300),
  bundle('server/src/cli/main.ts', 'dist/cli/p3.cjs', 700),
  {
    ...bundle('client/webview/preview.ts', 'dist/webview/preview.js', 100),
    platform: 'browser',
  },
];

function bundle(entry: string, outfile: string, maxKilobytes: number): Bundle {
  return { entry, outfile, platform: 'node', maxKilobytes };
}
