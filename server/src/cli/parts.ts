import { dirname, join } from 'node:path';

/** Where the other processes' entries and the files of the package are. */
export interface Parts {
  readonly packageRoot: string;
  readonly renderProcess: string;
  readonly dataProcess: string;
  readonly scoringProcess: string;
  readonly languageServer: string;
}

/** Finds them from the real path of the command's own file: a bundle in `dist/cli`, or the source. */
export function locateParts(mainFile: string): Parts {
  const folder = dirname(mainFile);
  if (mainFile.endsWith('.ts')) {
    const source = dirname(folder);
    return {
      packageRoot: dirname(dirname(source)),
      renderProcess: join(source, 'render', 'process', 'render-process.ts'),
      dataProcess: join(source, 'sources', 'process', 'data-process.ts'),
      scoringProcess: join(source, 'scoring', 'scoring-process.ts'),
      languageServer: join(source, 'lsp', 'main.ts'),
    };
  }
  const dist = dirname(folder);
  return {
    packageRoot: dirname(dist),
    renderProcess: join(dist, 'server', 'render-process.cjs'),
    dataProcess: join(dist, 'server', 'data-process.cjs'),
    scoringProcess: join(dist, 'server', 'scoring-process.cjs'),
    languageServer: join(dist, 'server', 'lsp.cjs'),
  };
}
