/** What reads data files in tests: in this process, but for those about the data process itself. */
import { after } from 'node:test';
import type { CacheFolders } from '../../server/src/sources/cache-folders.ts';
import { nodeFileSystem } from '../../server/src/sources/file-system.ts';
import type { LocalParts } from '../../server/src/sources/folder-files-source.ts';
import { createLocalSource, type LocalPlaces } from '../../server/src/sources/local-source.ts';
import { createTableService } from '../../server/src/sources/process/table-service.ts';
import { noMapping } from '../../server/src/sources/setting-source.ts';
import type { DatasetSource } from '../../server/src/sources/source.ts';

/** No cache of the user's machine has a say in tests. */
export const noCaches: CacheFolders = { datasets: '/nowhere/datasets', hub: '/nowhere/hub' };

/** Files that stay open are closed at the end of the suite, or of the file. */
export function localParts(): LocalParts {
  const tables = createTableService(512 * 1024 * 1024);
  after(() => tables.close());
  return { fileSystem: nodeFileSystem, tables };
}

export function localSource(
  places: Partial<LocalPlaces> = {},
  parts = localParts(),
): DatasetSource {
  return createLocalSource(parts, {
    mapping: noMapping,
    schemaFolders: [],
    rowFolders: [],
    caches: noCaches,
    ...places,
  });
}
