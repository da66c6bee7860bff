import type { FileSystem } from './file-system.ts';
import { loadLocalRows } from './local-rows.ts';
import { loadLocalSchema } from './local-schema.ts';
import type { DatasetSource } from './source.ts';

export interface LocalSourceOptions {
  readonly fileSystem: FileSystem;
  /** Folders of `<dataset>__<subset or default>.json`, searched before the template file's own folder. */
  readonly schemaFolders: readonly string[];
  /** Folders of `<dataset>__<subset or default>.jsonl`, searched before the template file's own folder. */
  readonly rowFolders: readonly string[];
}

/** Schemas and rows from disk. Reads anew at every call: callers cache as long as nothing changes. */
export function createLocalSource(options: LocalSourceOptions): DatasetSource {
  const { fileSystem, schemaFolders, rowFolders } = options;
  return {
    loadSchema: (location) => loadLocalSchema(fileSystem, schemaFolders, location),
    loadRows: (location, range) => loadLocalRows(fileSystem, rowFolders, location, range),
  };
}
