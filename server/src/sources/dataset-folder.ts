import { join } from 'node:path';
import type { DatasetSchema } from '../dataset/features.ts';
import type { Miss, Origin, SchemaLookup, SourceKind } from '../dataset/lookup.ts';
import { type CardConfig, type DatasetCard, parseDatasetCard } from './dataset-card.ts';
import { describeReadError, type FileSystem, type FolderEntry, isAbsence } from './file-system.ts';
import { matchesGlob } from './glob.ts';
import { type FoundFile, listDataFiles } from './list-data-files.ts';
import { loadSchemaFile } from './schema-file.ts';
import type { TemplateLocation } from './source.ts';
import { type SplitFiles, splitsOfFiles, tellsSplit } from './split-names.ts';

/** A folder with the files of a dataset. */
export interface DatasetFolder {
  readonly source: SourceKind;
  readonly path: string;
  /** What people call it, where that is not its path. */
  readonly label?: string;
  /** Whether its files are those of the subset, wherever they lie in it: the folder of a template file is. */
  readonly isOfSubset: boolean;
}

/** What is there of one subset. */
export interface FolderContent {
  readonly origin: Origin;
  readonly splits: readonly SplitFiles<FoundFile>[];
  /** What somebody wrote down about its columns. */
  readonly declared: SchemaLookup;
}

/** Names of schema files, the first that is there. */
const schemaNames = ['schema.json', 'dataset_infos.json'];
const cardName = 'README.md';

/** Looks through the folder for schemas and data files of the dataset's subset. */
export async function readDatasetFolder(
  fileSystem: FileSystem,
  folder: DatasetFolder,
  location: TemplateLocation,
): Promise<FolderContent | Miss> {
  const { source, path, label = path } = folder;
  const origin = { source, label, path };
  let entries: readonly FolderEntry[];
  try {
    entries = await fileSystem.list(path);
  } catch (error) {
    if (isAbsence(error)) return { kind: 'absent' };
    return {
      kind: 'malformed',
      origin,
      message: `The folder cannot be read: ${describeReadError(error)}.`,
    };
  }
  // What is not listed is not asked for: most folders hold neither schema nor card.
  const names = new Set(entries.map(({ name }) => name));
  const files = await listDataFiles(fileSystem, path, entries);
  const card = names.has(cardName) ? await readCard(fileSystem, path, location.dataset) : undefined;
  const schemas = schemaNames.filter((name) => names.has(name));
  const declared = await findDeclared(fileSystem, folder, schemas, card, location);
  const data = source === 'beside' ? files.filter(isData) : files;
  return { origin, declared, splits: splitsOf(data, card, folder, location.subset) };
}

/** Beside templates lies all sorts of JSON. */
function isData({ name, format }: FoundFile): boolean {
  return format !== 'json' || tellsSplit(name);
}

async function readCard(
  fileSystem: FileSystem,
  folder: string,
  dataset: string,
): Promise<DatasetCard | undefined> {
  try {
    const bytes = await fileSystem.read(join(folder, cardName));
    return parseDatasetCard(new TextDecoder().decode(bytes), dataset);
  } catch {
    // A card that cannot be read says no more than none.
    return undefined;
  }
}

async function findDeclared(
  fileSystem: FileSystem,
  { source, path, label }: DatasetFolder,
  schemas: readonly string[],
  card: DatasetCard | undefined,
  location: TemplateLocation,
): Promise<SchemaLookup> {
  for (const name of schemas) {
    const file = join(path, name);
    const origin = { source, label: label ?? file, path: file };
    const lookup = await loadSchemaFile(fileSystem, origin, location);
    if (lookup.kind !== 'absent') return lookup;
  }
  const schema = card && chooseSchema(card.schemas, location.subset);
  if (schema === undefined) return { kind: 'absent' };
  const file = join(path, cardName);
  const origin = { source, label: label ?? file, path: file };
  return { kind: 'found', origin, schema, basis: { kind: 'declared', path: file } };
}

function chooseSchema(
  schemas: DatasetCard['schemas'],
  subset: string | null,
): DatasetSchema | undefined {
  const named = schemas.get(subset ?? 'default');
  if (named !== undefined) return named;
  const [only, another] = [...schemas.values()];
  return subset === null && another === undefined ? only : undefined;
}

function splitsOf(
  files: readonly FoundFile[],
  card: DatasetCard | undefined,
  { isOfSubset }: DatasetFolder,
  subset: string | null,
): readonly SplitFiles<FoundFile>[] {
  const config = chooseConfig(card?.configs ?? [], subset);
  if (config !== undefined && config.dataFiles.length > 0) return splitsOfConfig(files, config);
  if (subset === null) return splitsOfFiles(files);
  const ofSubset = files.filter(({ name }) => isInFolder(name, subset));
  if (ofSubset.length > 0) return splitsOfFiles(ofSubset.map((file) => without(file, subset)));
  return isOfSubset ? splitsOfFiles(files) : [];
}

function chooseConfig(
  configs: readonly CardConfig[],
  subset: string | null,
): CardConfig | undefined {
  if (subset !== null) return configs.find(({ name }) => name === subset);
  return configs.find(({ isDefault }) => isDefault) ?? configs[0];
}

function splitsOfConfig(
  files: readonly FoundFile[],
  { dataFiles }: CardConfig,
): readonly SplitFiles<FoundFile>[] {
  const splits = dataFiles.map(({ split, patterns }) => ({
    split,
    files: patterns.flatMap((pattern) =>
      files
        .filter(({ name }) => matchesGlob(pattern, name))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    ),
  }));
  return splits.filter((split) => split.files.length > 0);
}

/** A subset has a folder of its name, at the top or in `data`. */
function isInFolder(name: string, subset: string): boolean {
  return name.startsWith(`${subset}/`) || name.startsWith(`data/${subset}/`);
}

/** The name of a subset tells no split, whatever its words. */
function without(file: FoundFile, subset: string): FoundFile {
  return { ...file, name: file.name.slice(file.name.indexOf(`${subset}/`) + subset.length + 1) };
}
