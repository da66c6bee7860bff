import { createBesideSource } from '../sources/beside-source.ts';
import { createCacheSource } from '../sources/cache-source.ts';
import { firstThatKnows } from '../sources/first-that-knows.ts';
import { createFolderSource, loadRowFile } from '../sources/folder-source.ts';
import { createNamedSource } from '../sources/named-source.ts';
import type { FoundRows, RowRange, RowsLookup, TemplateLocation } from '../sources/source.ts';
import { dataFileOf } from '../sources/tables/data-file.ts';
import type { CliContext } from './command.ts';

/**
 * Rows for the templates of a file: of the file or folder that `--rows` names, else of the dataset's source. A sentence
 * where there are none.
 */
export async function loadRows(
  context: CliContext,
  named: string | undefined,
  location: TemplateLocation | undefined,
  range: RowRange,
): Promise<FoundRows | string> {
  const lookup =
    named === undefined
      ? await loadRowsOfDataset(context, location, range)
      : await loadNamedRows(context, named, location, range);
  if (lookup.kind === 'found') return lookup;
  if (lookup.kind !== 'absent') return `${lookup.origin.label}: ${lookup.message}`;
  return describeAbsence(named, location);
}

async function loadNamedRows(
  context: CliContext,
  path: string,
  location: TemplateLocation | undefined,
  range: RowRange,
): Promise<RowsLookup> {
  const { dataset, subset } = location ?? { dataset: path, subset: null };
  const place = createNamedSource(context, { source: 'named', path });
  if (await isFolder(context, path)) {
    const files = createFolderSource(context, { schemaFolders: [], rowFolders: [path] });
    const ofDataset = await files.loadRows({ dataset, subset }, range);
    return ofDataset.kind === 'absent'
      ? place.loadRows({ dataset, subset: null }, range)
      : ofDataset;
  }
  const file = dataFileOf(path, path);
  // Lines of JSON are rows as they stand, whatever the name of the file.
  if (file === undefined || (file.format === 'jsonl' && file.compression === 'none')) {
    return loadRowFile(context, { source: 'named', path }, range);
  }
  return place.loadRows({ dataset, subset: null }, range);
}

async function loadRowsOfDataset(
  context: CliContext,
  location: TemplateLocation | undefined,
  range: RowRange,
): Promise<RowsLookup> {
  if (location === undefined) return { kind: 'absent' };
  const sources = [createBesideSource(context), createCacheSource(context, context.caches)];
  return firstThatKnows(sources).loadRows(location, range);
}

function isFolder({ fileSystem }: CliContext, path: string): Promise<boolean> {
  return fileSystem.list(path).then(
    () => true,
    () => false,
  );
}

function describeAbsence(
  named: string | undefined,
  location: TemplateLocation | undefined,
): string {
  if (named !== undefined) return `${named}: there are no rows here.`;
  if (location === undefined) {
    return 'The template file names no `dataset`, so no rows are known: give them by `--rows FILE.jsonl`.';
  }
  return `No rows of \`${location.dataset}\` are known: put a data file beside the template file, or give \`--rows FILE.jsonl\`.`;
}
