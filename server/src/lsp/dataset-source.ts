import { isAbsolute, join } from 'node:path';
import type { Settings } from '../protocol/settings.ts';
import type { CacheFolders } from '../sources/cache-folders.ts';
import type { LocalParts } from '../sources/folder-files-source.ts';
import { createLocalSource } from '../sources/local-source.ts';
import type { DatasetSource } from '../sources/source.ts';
import type { ClientFeatures } from './client-features.ts';
import { pathOf } from './datasets.ts';

export interface SourceParts extends LocalParts {
  readonly caches: CacheFolders;
  readonly homeFolder: string;
  /** For datasets that a setting maps to another one of the Hub. */
  readonly hub: DatasetSource;
}

/** Reads datasets on disk as the settings say; relative paths are looked for in every workspace folder. */
export function createDiskSource(
  { caches, homeFolder, hub, ...parts }: SourceParts,
  settings: Settings,
  { workspaceFolders }: ClientFeatures,
): DatasetSource {
  const roots = workspaceFolders.map((uri) => pathOf(uri)).filter((path) => path !== undefined);
  const resolveAll = (folders: readonly string[]) =>
    folders.flatMap((folder) =>
      isAbsolute(folder) ? [folder] : roots.map((root) => join(root, folder)),
    );
  return createLocalSource(parts, {
    mapping: { places: settings['p3.datasets'], roots, homeFolder, hub },
    schemaFolders: resolveAll(settings['p3.schemas.folders']),
    rowFolders: resolveAll(settings['p3.rows.folders']),
    caches,
  });
}
