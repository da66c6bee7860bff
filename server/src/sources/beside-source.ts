import { dirname, join } from 'node:path';
import { loadRowsOfFolder, loadSplitsOfFolder } from './data-folder.ts';
import type { FileSystem } from './file-system.ts';
import { loadSchemaFile } from './schema-file.ts';
import type { DatasetSource } from './source.ts';

/** Names of the schema file beside a template file, the first that is there. */
const schemaNames = ['schema.json', 'dataset_infos.json'];

/** The files in the folder of the template file. */
export function createBesideSource(fileSystem: FileSystem): DatasetSource {
  return {
    async loadSchema(location) {
      for (const name of location.path === undefined ? [] : schemaNames) {
        const path = join(dirname(location.path ?? ''), name);
        const origin = { source: 'beside', label: path, path } as const;
        const lookup = await loadSchemaFile(fileSystem, origin, location);
        if (lookup.kind !== 'absent') return lookup;
      }
      return { kind: 'absent' };
    },
    async loadSplits({ path }) {
      if (path === undefined) return { kind: 'absent' };
      return loadSplitsOfFolder(fileSystem, { source: 'beside', path: dirname(path) });
    },
    async loadRows({ path }, request, signal) {
      if (path === undefined) return { kind: 'absent' };
      const folder = { source: 'beside', path: dirname(path) } as const;
      return loadRowsOfFolder(fileSystem, folder, request, signal);
    },
  };
}
