import { realpathSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';

/** Paths of what the server starts or reads beside itself. */
export interface Parts {
  readonly renderProcess: string;
  readonly dataProcess: string;
  readonly scoringProcess: string;
  readonly packageRoot: string;
}

/** Finds them from the server's own entry: a bundle in `dist/server`, or its source where Node runs TypeScript. */
export function locateParts(entry: string): Parts {
  const folder = dirname(realpathSync(entry));
  if (extname(entry) === '.ts') {
    return {
      renderProcess: join(folder, '../render/process/render-process.ts'),
      dataProcess: join(folder, '../sources/process/data-process.ts'),
      scoringProcess: join(folder, '../scoring/scoring-process.ts'),
      packageRoot: join(folder, '../../..'),
    };
  }
  return {
    renderProcess: join(folder, 'render-process.cjs'),
    dataProcess: join(folder, 'data-process.cjs'),
    scoringProcess: join(folder, 'scoring-process.cjs'),
    packageRoot: join(folder, '../..'),
  };
}
