import { dirname, join } from 'node:path';
import type { Lookup } from '../dataset/lookup.ts';
import { datasetFileName } from './dataset-file-name.ts';
import { type DatasetFolder, type FolderContent, readDatasetFolder } from './dataset-folder.ts';
import type { FileSystem } from './file-system.ts';
import type { LocalParts } from './folder-files-source.ts';
import { loadSchemaFile } from './schema-file.ts';
import type { DatasetSource, TemplateLocation } from './source.ts';
import { rowsOfContent, schemaOfContent, splitsOfContent } from './table-source.ts';
import { dataFileOf } from './tables/data-file.ts';

/** A place on disk that somebody names for a dataset, and what kind of source that is. */
export interface NamedPlace {
  readonly source: 'named' | 'setting';
  /** A data file, a schema file, a template file with data beside it, or a folder. */
  readonly path: string;
}

/** What is at a named place, whatever the name of the dataset. */
export function createNamedSource(parts: LocalParts, place: NamedPlace): DatasetSource {
  const { fileSystem, tables } = parts;
  async function ask<Found>(
    location: TemplateLocation,
    look: (content: FolderContent) => Promise<Lookup<Found>>,
  ): Promise<Lookup<Found>> {
    const content = await readPlace(fileSystem, place, location);
    return 'kind' in content ? content : look(content);
  }
  return {
    loadSchema: (location, signal) =>
      ask(location, (content) => schemaOfContent(tables, content, location, signal)),
    loadSplits: (location, signal) =>
      ask(location, (content) => splitsOfContent(tables, content, signal)),
    loadRows: (location, request, signal) =>
      ask(location, (content) => rowsOfContent(tables, content, request, signal)),
  };
}

async function readPlace(
  fileSystem: FileSystem,
  { source, path }: NamedPlace,
  location: TemplateLocation,
): Promise<FolderContent | Lookup<never>> {
  const isFolder = await canList(fileSystem, path);
  const file = isFolder ? undefined : dataFileOf(path, path);
  if (file !== undefined && file.format === 'json') {
    const asSchema = await schemaOnly(fileSystem, { source, path }, location);
    if (asSchema !== undefined) return asSchema;
  }
  if (file !== undefined) {
    const origin = { source, label: path, path };
    const splits = [{ split: splitOfFile, files: [{ ...file, name: path }] }];
    return { origin, declared: { kind: 'absent' }, splits };
  }
  const folder = {
    source,
    path: isFolder ? path : dirname(join('.', path)),
    isOfSubset: source === 'setting',
  };
  return readFolder(fileSystem, folder, location);
}

/** One file is a dataset of one split, which `datasets` calls so. */
const splitOfFile = 'train';

/** A JSON file that reads as a schema is one; any other holds rows. */
async function schemaOnly(
  fileSystem: FileSystem,
  { source, path }: NamedPlace,
  location: TemplateLocation,
): Promise<FolderContent | Lookup<never> | undefined> {
  const origin = { source, label: path, path };
  const declared = await loadSchemaFile(fileSystem, origin, location);
  if (declared.kind === 'absent') return { kind: 'absent' };
  const isNamedSo = /(^|[/\\])(schema|dataset_infos?)\.json$/.test(path);
  return declared.kind === 'found' || isNamedSo ? { origin, declared, splits: [] } : undefined;
}

async function readFolder(
  fileSystem: FileSystem,
  folder: DatasetFolder,
  location: TemplateLocation,
): Promise<FolderContent | Lookup<never>> {
  const content = await readDatasetFolder(fileSystem, folder, location);
  const { subset } = location;
  if ('kind' in content || subset === null || content.splits.length > 0) return content;
  // A folder of rows names its files after dataset and subset.
  const ending = `${datasetFileName('', subset)}.jsonl`;
  const entries = await fileSystem.list(folder.path);
  const [name, another] = entries
    .map((entry) => entry.name)
    .filter((each) => each.endsWith(ending));
  if (name === undefined) return content;
  if (another !== undefined) {
    const message = `Several files are of a subset \`${subset}\`: name \`${name}\` or \`${another}\`.`;
    return { kind: 'malformed', origin: content.origin, message };
  }
  const path = join(folder.path, name);
  const files = [{ name, path, format: 'jsonl', compression: 'none' }] as const;
  return { ...content, splits: [{ split: splitOfFile, files }] };
}

async function canList(fileSystem: FileSystem, path: string): Promise<boolean> {
  return fileSystem.list(path).then(
    () => true,
    () => false,
  );
}
