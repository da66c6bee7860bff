import { createBesideSource } from './beside-source.ts';
import type { FileSystem } from './file-system.ts';
import { firstThatKnows } from './first-that-knows.ts';
import { createFolderSource } from './folder-source.ts';
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
  return firstThatKnows([createFolderSource(options), createBesideSource(options.fileSystem)]);
}
