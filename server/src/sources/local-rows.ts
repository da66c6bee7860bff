import { dirname, join } from 'node:path';
import { datasetFileName, isPlainFileName } from './dataset-file-name.ts';
import { describeReadError, type FileSystem, isAbsence } from './file-system.ts';
import { readLines } from './jsonl-lines.ts';
import type { RawRow, RowProblem, RowRange, RowsLookup, TemplateLocation } from './source.ts';
import { filesToShow } from './split-names.ts';

/** Looks in the given folders, in order, then beside the template file. */
export async function loadLocalRows(
  fileSystem: FileSystem,
  folders: readonly string[],
  location: TemplateLocation,
  range: RowRange,
): Promise<RowsLookup> {
  const name = `${datasetFileName(location.dataset, location.subset)}.jsonl`;
  for (const folder of isPlainFileName(name) ? folders : []) {
    const lookup = await loadRowsFile(fileSystem, join(folder, name), range);
    if (lookup.kind !== 'absent') return lookup;
  }
  if (location.path === undefined) return { kind: 'absent' };
  return loadRowsOfFolder(fileSystem, dirname(location.path), range);
}

/** Reads rows of one JSONL file, whatever its name. */
export function loadRowsFile(
  fileSystem: FileSystem,
  path: string,
  range: RowRange,
): Promise<RowsLookup> {
  return readRows(fileSystem, [path], path, range);
}

/** Reads rows of a split of a folder: the named one, else the one that is shown first; see `filesToShow`. */
export async function loadRowsOfFolder(
  fileSystem: FileSystem,
  folder: string,
  range: RowRange,
  split?: string,
): Promise<RowsLookup> {
  let names: readonly string[];
  try {
    const entries = await fileSystem.list(folder);
    names = entries.filter(({ kind }) => kind !== 'folder').map((entry) => entry.name);
  } catch (error) {
    return lookupOfError(folder, error);
  }
  const files = filesToShow(names, split).map((name) => join(folder, name));
  const [first] = files;
  if (first === undefined) return { kind: 'absent' };
  return readRows(fileSystem, files, files.length === 1 ? first : folder, range);
}

/** Past the wanted rows, so much is read on to tell how many there are. */
const countingCharacters = 8 * 1024 * 1024;

async function readRows(
  fileSystem: FileSystem,
  paths: readonly string[],
  origin: string,
  { offset, limit }: RowRange,
): Promise<RowsLookup> {
  const rows: RawRow[] = [];
  const problems: RowProblem[] = [];
  let index = 0;
  let charactersRead = 0;
  for (const path of paths) {
    try {
      for await (const line of readLines(fileSystem, path)) {
        if (line.kind === 'text' && line.text.trim() === '') continue;
        if (index >= offset + limit && charactersRead > countingCharacters) {
          return { kind: 'found', origin, rows, problems, rowCount: null };
        }
        const place = { path, line: line.line };
        if (index >= offset && index < offset + limit) {
          if (line.kind === 'text') rows.push({ index, json: line.text, place });
          else problems.push({ index, place, message: line.message });
        }
        charactersRead += line.kind === 'text' ? line.text.length : 0;
        index += 1;
      }
    } catch (error) {
      return lookupOfError(path, error);
    }
  }
  return { kind: 'found', origin, rows, problems, rowCount: index };
}

function lookupOfError(origin: string, error: unknown): RowsLookup {
  if (isAbsence(error)) return { kind: 'absent' };
  return {
    kind: 'malformed',
    origin,
    message: `The rows cannot be read: ${describeReadError(error)}.`,
  };
}
