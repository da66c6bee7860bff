import { join } from 'node:path';
import type { Lookup } from '../dataset/lookup.ts';
import { datasetFileName, isPlainFileName } from './dataset-file-name.ts';
import type { LocalParts } from './folder-files-source.ts';
import { loadSchemaFile } from './schema-file.ts';
import type { DatasetSource, RowsLookup, RowsRequest, TemplateLocation } from './source.ts';
import { readRows } from './table-source.ts';

export interface NamedFolders {
  /** Folders of `<dataset>__<subset or default>.json`, searched in order. */
  readonly schemaFolders: readonly string[];
  /** Folders of `<dataset>__<subset or default>.jsonl`, searched in order. */
  readonly rowFolders: readonly string[];
}

/** Folders in which every dataset has a file that is named after it. */
export function createFolderSource(
  parts: LocalParts,
  { schemaFolders, rowFolders }: NamedFolders,
): DatasetSource {
  return {
    loadSchema: (location) =>
      firstFile(schemaFolders, `${nameOf(location)}.json`, (path) =>
        loadSchemaFile(parts.fileSystem, { source: 'folder', label: path, path }, location),
      ),
    // A file that is named after its dataset holds one split, and does not tell which.
    loadSplits: async () => ({ kind: 'absent' }),
    async loadRows(location, request, signal) {
      if (request.split !== undefined) return { kind: 'absent' };
      return firstFile(rowFolders, `${nameOf(location)}.jsonl`, (path) =>
        loadRowFile(parts, { source: 'folder', path }, request, signal),
      );
    },
  };
}

/** Rows of a JSONL file as they stand, as Python's `json.loads` reads them. */
export function loadRowFile(
  { tables }: LocalParts,
  { source, path }: { readonly source: 'folder' | 'named'; readonly path: string },
  request: RowsRequest,
  signal?: AbortSignal,
): Promise<RowsLookup> {
  const files = {
    files: [{ path, format: 'jsonl', compression: 'none' }],
    declared: null,
    isLiteral: true,
  } as const;
  return readRows(
    tables,
    { origin: { source, label: path, path }, split: null, files },
    request,
    signal,
  );
}

function nameOf({ dataset, subset }: TemplateLocation): string {
  return datasetFileName(dataset, subset);
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
