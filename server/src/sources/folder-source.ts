import { join } from 'node:path';
import type { Lookup } from '../dataset/lookup.ts';
import { datasetFileName, isPlainFileName } from './dataset-file-name.ts';
import type { FileSystem } from './file-system.ts';
import { loadRowFiles } from './row-files.ts';
import { loadSchemaFile } from './schema-file.ts';
import type { DatasetSource, TemplateLocation } from './source.ts';

export interface FolderSourceOptions {
  readonly fileSystem: FileSystem;
  /** Folders of `<dataset>__<subset or default>.json`, searched in order. */
  readonly schemaFolders: readonly string[];
  /** Folders of `<dataset>__<subset or default>.jsonl`, searched in order. */
  readonly rowFolders: readonly string[];
}

/** Folders in which every dataset has a file that is named after it. */
export function createFolderSource(options: FolderSourceOptions): DatasetSource {
  const { fileSystem, schemaFolders, rowFolders } = options;
  return {
    loadSchema: (location) =>
      firstFile(schemaFolders, `${nameOf(location)}.json`, (path) =>
        loadSchemaFile(fileSystem, originOf(path), location),
      ),
    // A file that is named after its dataset holds one split, and does not tell which.
    loadSplits: async () => ({ kind: 'absent' }),
    async loadRows(location, request, signal) {
      if (request.split !== undefined) return { kind: 'absent' };
      return firstFile(rowFolders, `${nameOf(location)}.jsonl`, (path) => {
        const files = { origin: originOf(path), split: null, paths: [path] };
        return loadRowFiles(fileSystem, files, request, signal);
      });
    },
  };
}

function nameOf({ dataset, subset }: TemplateLocation): string {
  return datasetFileName(dataset, subset);
}

function originOf(path: string) {
  return { source: 'folder', label: path, path } as const;
}

async function firstFile<Found>(
  folders: readonly string[],
  name: string,
  load: (path: string) => Promise<Lookup<Found>>,
): Promise<Lookup<Found>> {
  for (const folder of isPlainFileName(name) ? folders : []) {
    const lookup = await load(join(folder, name));
    if (lookup.kind !== 'absent') return lookup;
  }
  return { kind: 'absent' };
}
