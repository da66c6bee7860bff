import { join } from 'node:path';
import { isObject } from '../dataset/json-shape.ts';
import type { FolderContent } from './dataset-folder.ts';
import type { FileSystem } from './file-system.ts';
import type { FoundFile } from './list-data-files.ts';
import { loadSchemaFile } from './schema-file.ts';
import type { TemplateLocation } from './source.ts';
import type { SplitFiles } from './split-names.ts';

/** The name of a dataset's folder in the cache of the `datasets` library. */
export function preparedFolderName(dataset: string): string {
  const [owner, name] = dataset.includes('/') ? dataset.split('/') : [undefined, dataset];
  const snake = snakeCase(name ?? '');
  return owner === undefined ? snake : `${owner}___${snake}`;
}

/** `datasets.naming.camelcase_to_snakecase`. */
function snakeCase(name: string): string {
  return name
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

export interface PreparedDataset extends FolderContent {
  readonly folder: string;
}

/** What the library has made of the subset: `<dataset>/<subset>/<version>/<fingerprint>` with Arrow files. */
export async function preparedDataset(
  fileSystem: FileSystem,
  cache: string,
  dataset: string,
  location: TemplateLocation,
): Promise<PreparedDataset | undefined> {
  const root = join(cache, preparedFolderName(dataset));
  const subset = await chooseSubset(fileSystem, root, location.subset);
  if (subset === undefined) return undefined;
  for (const version of await foldersIn(fileSystem, join(root, subset))) {
    const versionFolder = join(root, subset, version);
    for (const fingerprint of await foldersIn(fileSystem, versionFolder)) {
      const content = await readPrepared(fileSystem, join(versionFolder, fingerprint), location);
      if (content !== undefined) return content;
    }
  }
  return undefined;
}

async function chooseSubset(
  fileSystem: FileSystem,
  root: string,
  subset: string | null,
): Promise<string | undefined> {
  const names = await foldersIn(fileSystem, root);
  if (subset !== null) return names.find((name) => name === subset);
  const [only, another] = names;
  return names.find((name) => name === 'default') ?? (another === undefined ? only : undefined);
}

async function readPrepared(
  fileSystem: FileSystem,
  folder: string,
  location: TemplateLocation,
): Promise<PreparedDataset | undefined> {
  const path = join(folder, 'dataset_info.json');
  const origin = { source: 'cache', label: folder, path: folder } as const;
  const declared = await loadSchemaFile(
    fileSystem,
    { source: 'cache', label: path, path },
    location,
  );
  if (declared.kind !== 'found') return undefined;
  const splits = splitsOf(await filesIn(fileSystem, folder), await splitNames(fileSystem, path));
  return { folder, origin, declared, splits };
}

async function splitNames(fileSystem: FileSystem, path: string): Promise<readonly string[]> {
  try {
    const info: unknown = JSON.parse(new TextDecoder().decode(await fileSystem.read(path)));
    return isObject(info) && isObject(info.splits) ? Object.keys(info.splits) : [];
  } catch {
    return [];
  }
}

/** `<dataset>-<split>.arrow`, or in parts `<dataset>-<split>-00000-of-00002.arrow`. */
function splitsOf(
  files: readonly FoundFile[],
  names: readonly string[],
): readonly SplitFiles<FoundFile>[] {
  const splits = names.map((split) => ({
    split,
    files: files.filter(({ name }) => {
      const stem = name.replace(/(-\d{5}-of-\d{5})?\.arrow$/, '');
      return stem.endsWith(`-${split}`);
    }),
  }));
  return splits.filter((split) => split.files.length > 0);
}

async function filesIn(fileSystem: FileSystem, folder: string): Promise<readonly FoundFile[]> {
  const entries = await fileSystem.list(folder).catch(() => []);
  return entries
    .filter(({ name, kind }) => kind !== 'folder' && /^(?!cache-).*\.arrow$/.test(name))
    .map(
      ({ name }): FoundFile => ({
        name,
        path: join(folder, name),
        format: 'arrow',
        compression: 'none',
      }),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The highest name first: of versions the newest one. */
async function foldersIn(fileSystem: FileSystem, folder: string): Promise<readonly string[]> {
  const entries = await fileSystem.list(folder).catch(() => []);
  const names = entries.filter(({ name, kind }) => kind === 'folder' && !name.startsWith('.'));
  return names
    .map(({ name }) => name)
    .sort()
    .reverse();
}
