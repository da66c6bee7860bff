import { dirname, join } from 'node:path';
import { loadRowsOfFolder } from '../sources/data-folder.ts';
import { datasetFileName, isPlainFileName } from '../sources/dataset-file-name.ts';
import type { FileSystem } from '../sources/file-system.ts';
import { loadNamedFile } from '../sources/row-files.ts';
import type { RowRange, RowsLookup } from '../sources/source.ts';
import { UsageError } from './arguments.ts';

/** The dataset that `PATH [SUBSET]` names. */
export interface DatasetRequest {
  /** A JSONL file, a template file, or a folder. */
  readonly path: string;
  readonly subset: string | null;
  readonly split: string | undefined;
}

/** Rows of a dataset on disk. */
export async function findDatasetRows(
  fileSystem: FileSystem,
  { path, subset, split }: DatasetRequest,
  range: RowRange,
): Promise<RowsLookup> {
  if (/\.jsonl$/i.test(path)) {
    if (subset === null) return loadNamedFile(fileSystem, path, range);
    throw new UsageError(`\`${path}\` is one file, which has no SUBSET \`${subset}\`.`);
  }
  const folder = /\.(ya?ml|json)$/i.test(path) ? dirname(join('.', path)) : path;
  if (subset === null) return loadRows(fileSystem, folder, range, split);
  return findSubset(fileSystem, folder, { subset, split }, range);
}

async function findSubset(
  fileSystem: FileSystem,
  folder: string,
  { subset, split }: { readonly subset: string; readonly split: string | undefined },
  range: RowRange,
): Promise<RowsLookup> {
  if (!isPlainFileName(subset) || subset === '..') return { kind: 'absent' };
  const inFolder = await loadRows(fileSystem, join(folder, subset), range, split);
  // A file that is named after its dataset holds one split, and does not tell which.
  if (inFolder.kind !== 'absent' || split !== undefined) return inFolder;
  const names = await namesOf(fileSystem, folder, `${datasetFileName('', subset)}.jsonl`);
  const [name, another] = names;
  if (name === undefined) return { kind: 'absent' };
  if (another === undefined) return loadNamedFile(fileSystem, join(folder, name), range);
  throw new UsageError(
    `\`${folder}\` has several datasets with the SUBSET \`${subset}\`: name \`${name}\` or \`${another}\`.`,
  );
}

async function namesOf(
  fileSystem: FileSystem,
  folder: string,
  ending: string,
): Promise<readonly string[]> {
  try {
    const entries = await fileSystem.list(folder);
    return entries
      .filter(({ name, kind }) => kind !== 'folder' && name.endsWith(ending))
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}

function loadRows(
  fileSystem: FileSystem,
  path: string,
  range: RowRange,
  split: string | undefined,
): Promise<RowsLookup> {
  const request = { ...range, ...(split !== undefined && { split }) };
  return loadRowsOfFolder(fileSystem, { source: 'named', path }, request);
}
