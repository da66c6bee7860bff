import type { Origin } from '../dataset/lookup.ts';
import { describeReadError, type FileSystem, isAbsence } from './file-system.ts';
import { readLines } from './jsonl-lines.ts';
import type { RawRow, RowProblem, RowRange, RowsLookup } from './source.ts';

/** JSONL files that follow one another, with the split that they make up; null where nothing tells it. */
export interface RowFiles {
  readonly origin: Origin;
  readonly split: string | null;
  readonly paths: readonly string[];
}

/** Past the wanted rows, so much is read on to tell how many there are. */
const countingCharacters = 8 * 1024 * 1024;

/** Reads the rows of one file that the user names. */
export function loadNamedFile(
  fileSystem: FileSystem,
  path: string,
  range: RowRange,
): Promise<RowsLookup> {
  const origin = { source: 'named', label: path, path } as const;
  return loadRowFiles(fileSystem, { origin, split: null, paths: [path] }, range);
}

/** Reads rows as they stand, as Python's `json.loads` reads them. */
export async function loadRowFiles(
  fileSystem: FileSystem,
  { origin, split, paths }: RowFiles,
  { offset, limit }: RowRange,
  signal?: AbortSignal,
): Promise<RowsLookup> {
  const rows: RawRow[] = [];
  const problems: RowProblem[] = [];
  let index = 0;
  let charactersRead = 0;
  for (const path of paths) {
    try {
      for await (const line of readLines(fileSystem, path)) {
        signal?.throwIfAborted();
        if (line.kind === 'text' && line.text.trim() === '') continue;
        if (index >= offset + limit && charactersRead > countingCharacters) {
          return { kind: 'found', origin, split, rows, problems, rowCount: null };
        }
        const place = { path, line: line.line };
        if (index >= offset && index < offset + limit) {
          if (line.kind === 'text') rows.push({ index, json: line.text, form: 'json', place });
          else problems.push({ index, place, message: line.message });
        }
        charactersRead += line.kind === 'text' ? line.text.length : 0;
        index += 1;
      }
    } catch (error) {
      signal?.throwIfAborted();
      if (isAbsence(error)) return { kind: 'absent' };
      const message = `The rows cannot be read: ${describeReadError(error)}.`;
      return { kind: 'malformed', origin, message };
    }
  }
  return { kind: 'found', origin, split, rows, problems, rowCount: index };
}
