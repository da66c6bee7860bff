import { type DatasetFolder, readDatasetFolder } from './dataset-folder.ts';
import type { FileSystem } from './file-system.ts';
import type { TableReader } from './process/protocol.ts';
import type { DatasetSource, TemplateLocation } from './source.ts';
import { rowsOfContent, schemaOfContent, splitsOfContent } from './table-source.ts';

/** What sources of files read with. */
export interface LocalParts {
  readonly fileSystem: FileSystem;
  readonly tables: TableReader;
}

/** A source of which each dataset has a folder; `undefined` where it has none. */
export function createFolderFilesSource(
  { fileSystem, tables }: LocalParts,
  find: (location: TemplateLocation) => Promise<DatasetFolder | undefined>,
): DatasetSource {
  async function open(location: TemplateLocation) {
    const folder = await find(location);
    if (folder === undefined) return { kind: 'absent' } as const;
    return readDatasetFolder(fileSystem, folder, location);
  }
  return {
    async loadSchema(location, signal) {
      const content = await open(location);
      return 'kind' in content ? content : schemaOfContent(tables, content, location, signal);
    },
    async loadSplits(location, signal) {
      const content = await open(location);
      return 'kind' in content ? content : splitsOfContent(tables, content, signal);
    },
    async loadRows(location, request, signal) {
      const content = await open(location);
      return 'kind' in content ? content : rowsOfContent(tables, content, request, signal);
    },
  };
}
