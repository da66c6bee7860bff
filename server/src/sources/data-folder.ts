import { join } from 'node:path';
import type { SourceKind } from '../dataset/lookup.ts';
import { describeReadError, type FileSystem, isAbsence } from './file-system.ts';
import { loadRowFiles } from './row-files.ts';
import type { RowsLookup, RowsRequest, SplitsLookup } from './source.ts';
import { filesToShow, splitsOfFiles } from './split-names.ts';

/** A folder with the data files of one dataset, and the kind of source that found it. */
export interface DataFolder {
  readonly source: SourceKind;
  readonly path: string;
}

/** Rows of a split of the folder: the named one, else the one that is shown first. */
export async function loadRowsOfFolder(
  fileSystem: FileSystem,
  folder: DataFolder,
  request: RowsRequest,
  signal?: AbortSignal,
): Promise<RowsLookup> {
  const names = await listFiles(fileSystem, folder);
  if ('kind' in names) return names;
  const split = filesToShow(names, request.split);
  if (split === undefined) return { kind: 'absent' };
  const paths = split.files.map((name) => join(folder.path, name));
  const [first = folder.path] = paths;
  const place = paths.length === 1 ? first : folder.path;
  const origin = { source: folder.source, label: place, path: place };
  return loadRowFiles(fileSystem, { origin, split: split.name, paths }, request, signal);
}

export async function loadSplitsOfFolder(
  fileSystem: FileSystem,
  folder: DataFolder,
): Promise<SplitsLookup> {
  const names = await listFiles(fileSystem, folder);
  if ('kind' in names) return names;
  const splits = splitsOfFiles(names).flatMap(({ name }) =>
    name === null ? [] : [{ name, rowCount: null }],
  );
  const [shown] = splits;
  if (shown === undefined) return { kind: 'absent' };
  const origin = { source: folder.source, label: folder.path, path: folder.path };
  return { kind: 'found', origin, splits, shown: shown.name };
}

async function listFiles(fileSystem: FileSystem, { source, path }: DataFolder) {
  try {
    const entries = await fileSystem.list(path);
    return entries.filter(({ kind }) => kind !== 'folder').map(({ name }) => name);
  } catch (error) {
    if (isAbsence(error)) return { kind: 'absent' } as const;
    const message = `The rows cannot be read: ${describeReadError(error)}.`;
    return { kind: 'malformed', origin: { source, label: path, path }, message } as const;
  }
}
