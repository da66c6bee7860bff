import { dirname } from 'node:path';
import { createFolderFilesSource, type LocalParts } from './folder-files-source.ts';
import type { DatasetSource } from './source.ts';

/** The files in the folder of the template file. */
export function createBesideSource(parts: LocalParts): DatasetSource {
  return createFolderFilesSource(parts, async ({ path }) =>
    path === undefined ? undefined : { source: 'beside', path: dirname(path), isOfSubset: true },
  );
}
