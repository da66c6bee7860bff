import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Settings } from '../protocol/settings.ts';
import type { FileSystem } from '../sources/file-system.ts';
import { createLocalSource } from '../sources/local-source.ts';
import type { DatasetSource } from '../sources/source.ts';
import type { ClientFeatures } from './client-features.ts';

/** Reads datasets as the settings say; relative folders are looked for in every workspace folder. */
export function createSource(
  fileSystem: FileSystem,
  settings: Settings,
  { workspaceFolders }: ClientFeatures,
): DatasetSource {
  const roots = workspaceFolders
    .filter((uri) => uri.startsWith('file:'))
    .map((uri) => fileURLToPath(uri));
  const resolveAll = (folders: readonly string[]) =>
    folders.flatMap((folder) =>
      isAbsolute(folder) ? [folder] : roots.map((root) => join(root, folder)),
    );
  return createLocalSource({
    fileSystem,
    schemaFolders: resolveAll(settings['p3.schemas.folders']),
    rowFolders: resolveAll(settings['p3.rows.folders']),
  });
}
