import { loadRowsOfFolder } from '../sources/data-folder.ts';
import type { FileSystem } from '../sources/file-system.ts';
import { createLocalSource } from '../sources/local-source.ts';
import { loadNamedFile } from '../sources/row-files.ts';
import type { FoundRows, RowRange, RowsLookup, TemplateLocation } from '../sources/source.ts';

/**
 * Rows for the templates of a file: of the JSONL file or folder that `--rows` names, else of the dataset's source.
 * A sentence where there are none.
 */
export async function loadRows(
  fileSystem: FileSystem,
  named: string | undefined,
  location: TemplateLocation | undefined,
  range: RowRange,
): Promise<FoundRows | string> {
  const lookup =
    named === undefined
      ? await loadRowsOfDataset(fileSystem, location, [], range)
      : await loadNamedRows(fileSystem, named, location, range);
  if (lookup.kind === 'found') return lookup;
  if (lookup.kind !== 'absent') return `${lookup.origin.label}: ${lookup.message}`;
  return describeAbsence(named, location);
}

async function loadNamedRows(
  fileSystem: FileSystem,
  named: string,
  location: TemplateLocation | undefined,
  range: RowRange,
): Promise<RowsLookup> {
  if (!(await isFolder(fileSystem, named))) return loadNamedFile(fileSystem, named, range);
  const inFolder = await loadRowsOfDataset(
    fileSystem,
    location && { dataset: location.dataset, subset: location.subset },
    [named],
    range,
  );
  return inFolder.kind === 'absent'
    ? loadRowsOfFolder(fileSystem, { source: 'named', path: named }, range)
    : inFolder;
}

async function loadRowsOfDataset(
  fileSystem: FileSystem,
  location: TemplateLocation | undefined,
  rowFolders: readonly string[],
  range: RowRange,
): Promise<RowsLookup> {
  if (location === undefined) return { kind: 'absent' };
  return createLocalSource({ fileSystem, schemaFolders: [], rowFolders }).loadRows(location, range);
}

async function isFolder(fileSystem: FileSystem, path: string): Promise<boolean> {
  try {
    await fileSystem.list(path);
    return true;
  } catch {
    return false;
  }
}

function describeAbsence(
  named: string | undefined,
  location: TemplateLocation | undefined,
): string {
  if (named !== undefined) return `${named}: there are no rows here.`;
  if (location === undefined) {
    return 'The template file names no `dataset`, so no rows are known: give them by `--rows FILE.jsonl`.';
  }
  return `No rows of \`${location.dataset}\` are known: put a \`.jsonl\` file beside the template file, or give \`--rows FILE.jsonl\`.`;
}
