import { isAbsolute, join } from 'node:path';
import type { Settings } from '../protocol/settings.ts';
import type { FileSystem } from '../sources/file-system.ts';
import { createLocalSource } from '../sources/local-source.ts';
import type { DatasetSource } from '../sources/source.ts';
import type { ClientFeatures } from './client-features.ts';
import { pathOf } from './datasets.ts';

/** Reads datasets on disk as the settings say; relative folders are looked for in every workspace folder. */
export function createDiskSource(
  fileSystem: FileSystem,
  settings: Settings,
  { workspaceFolders }: ClientFeatures,
): DatasetSource {
  const roots = workspaceFolders.map((uri) => pathOf(uri)).filter((path) => path !== undefined);
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
