import { join } from 'node:path';
import type { Lookup } from '../dataset/lookup.ts';
import type { CacheFolders } from './cache-folders.ts';
import type { FolderContent } from './dataset-folder.ts';
import { readDatasetFolder } from './dataset-folder.ts';
import type { FileSystem } from './file-system.ts';
import type { LocalParts } from './folder-files-source.ts';
import { aliasOf } from './hub/dataset-aliases.ts';
import { isHubId } from './hub/dataset-id.ts';
import { preparedDataset, preparedFolderName } from './prepared-dataset.ts';
import type { DatasetSource, TemplateLocation } from './source.ts';
import { rowsOfContent, schemaOfContent, splitsOfContent } from './table-source.ts';

/** What the `datasets` library has prepared or fetched on this machine, under the dataset's name or its present one. */
export function createCacheSource(parts: LocalParts, folders: CacheFolders): DatasetSource {
  async function ask<Found>(
    location: TemplateLocation,
    look: (content: FolderContent) => Promise<Lookup<Found>>,
  ): Promise<Lookup<Found>> {
    for (const { content, stamp } of await copiesOf(parts.fileSystem, folders, location)) {
      const lookup = await look(content);
      if (lookup.kind === 'absent') continue;
      const fetchedAt = await parts.fileSystem.modifiedAt(stamp).catch(() => undefined);
      if (lookup.kind !== 'found' || fetchedAt === undefined) return lookup;
      return { ...lookup, origin: { ...lookup.origin, fetchedAt } };
    }
    return { kind: 'absent' };
  }
  const { tables } = parts;
  return {
    loadSchema: (location, signal) =>
      ask(location, (content) => schemaOfContent(tables, content, location, signal)),
    loadSplits: (location, signal) =>
      ask(location, (content) => splitsOfContent(tables, content, signal)),
    loadRows: (location, request, signal) =>
      ask(location, (content) => rowsOfContent(tables, content, request, signal)),
    listSubsets: ({ dataset }) => listSubsets(parts.fileSystem, folders, dataset),
    listDatasets: (prefix) => listDatasets(parts.fileSystem, folders, prefix),
  };
}

function namesOf(dataset: string): readonly string[] {
  if (!isHubId(dataset)) return [];
  return [...new Set([dataset, aliasOf(dataset) ?? dataset])];
}

/** A copy of a dataset, and the file or folder that was written when it was made. */
interface Copy {
  readonly content: FolderContent;
  readonly stamp: string;
}

async function copiesOf(
  fileSystem: FileSystem,
  folders: CacheFolders,
  location: TemplateLocation,
): Promise<readonly Copy[]> {
  const copies: Copy[] = [];
  // The listings tell at once that most datasets are not there.
  const prepared = await namesIn(fileSystem, folders.datasets);
  const fetched = await namesIn(fileSystem, folders.hub);
  for (const name of namesOf(location.dataset)) {
    if (prepared.has(preparedFolderName(name))) {
      const content = await preparedDataset(fileSystem, folders.datasets, name, location);
      if (content !== undefined) {
        copies.push({ content, stamp: join(content.folder, 'dataset_info.json') });
      }
    }
    const repository = repositoryName(name);
    const snapshot = fetched.has(repository)
      ? await snapshotOf(fileSystem, join(folders.hub, repository))
      : undefined;
    if (snapshot === undefined) continue;
    const folder = { source: 'cache', path: snapshot, isOfSubset: false } as const;
    const content = await readDatasetFolder(fileSystem, folder, location);
    if (!('kind' in content)) copies.push({ content, stamp: snapshot });
  }
  return copies;
}

function repositoryName(name: string): string {
  return `datasets--${name.replace('/', '--')}`;
}

/** The files of the newest revision that was fetched of the main branch. */
async function snapshotOf(fileSystem: FileSystem, repository: string): Promise<string | undefined> {
  try {
    const revision = new TextDecoder().decode(
      await fileSystem.read(join(repository, 'refs', 'main')),
    );
    return /^[0-9a-f]+\s*$/.test(revision)
      ? join(repository, 'snapshots', revision.trim())
      : undefined;
  } catch {
    return undefined;
  }
}

async function listSubsets(
  fileSystem: FileSystem,
  folders: CacheFolders,
  dataset: string,
): Promise<readonly string[]> {
  const lists = await Promise.all(
    namesOf(dataset).map((name) =>
      foldersIn(fileSystem, join(folders.datasets, preparedFolderName(name))),
    ),
  );
  // A subset that was loaded from other files than the repository's has their fingerprint behind its name.
  return [...new Set(lists.flat())].filter((name) => !/-[0-9a-f]{16}$/.test(name));
}

async function listDatasets(
  fileSystem: FileSystem,
  folders: CacheFolders,
  prefix: string,
): Promise<readonly string[]> {
  const [prepared, fetched] = await Promise.all([
    foldersIn(fileSystem, folders.datasets),
    foldersIn(fileSystem, folders.hub),
  ]);
  const names = [
    ...prepared.map((name) => name.replace('___', '/')),
    ...fetched.flatMap((name) => /^datasets--(.+)$/.exec(name)?.[1]?.replace('--', '/') ?? []),
  ];
  return [...new Set(names)].filter((name) => isHubId(name) && name.startsWith(prefix)).sort();
}

async function namesIn(fileSystem: FileSystem, folder: string): Promise<ReadonlySet<string>> {
  const entries = await fileSystem.list(folder).catch(() => []);
  return new Set(entries.map(({ name }) => name));
}

async function foldersIn(fileSystem: FileSystem, folder: string): Promise<readonly string[]> {
  const entries = await fileSystem.list(folder).catch(() => []);
  return entries.filter(({ kind }) => kind === 'folder').map(({ name }) => name);
}
