import { join } from 'node:path';
import type { FileSystem, FolderEntry } from './file-system.ts';
import { dataFileOf } from './tables/data-file.ts';
import type { DataFile } from './tables/table.ts';

/** A data file, with its path in the folder of the dataset. */
export interface FoundFile extends DataFile {
  readonly name: string;
}

/** Files of a dataset's folder that hold no rows, and what else is JSON beside templates. */
const ignored: ReadonlySet<string> = new Set([
  'schema.json',
  'dataset_infos.json',
  'dataset_info.json',
  'dataset_dict.json',
  'state.json',
  'config.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'settings.json',
]);
const deepestFolders = 3;
const mostFiles = 20_000;

/**
 * The data files in a folder, of which the entries are given, and those below it, but for hidden ones and folders with
 * templates of their own.
 */
export async function listDataFiles(
  fileSystem: FileSystem,
  folder: string,
  entries: readonly FolderEntry[],
): Promise<readonly FoundFile[]> {
  const files: FoundFile[] = [];
  await search('', entries, 0);
  return files;

  async function search(
    below: string,
    entries: readonly FolderEntry[],
    depth: number,
  ): Promise<void> {
    for (const { name, kind } of entries) {
      const path = below === '' ? name : `${below}/${name}`;
      if (/^(\.|__|node_modules$)/.test(name) || files.length >= mostFiles) continue;
      if (kind === 'folder') {
        const inner = depth < deepestFolders ? await listQuietly(join(folder, path)) : [];
        const isOther = inner.some((entry) => /^templates\.ya?ml$/.test(entry.name));
        if (!isOther) await search(path, inner, depth + 1);
      } else if (!ignored.has(name)) {
        const file = dataFileOf(join(folder, path), name);
        if (file !== undefined) files.push({ ...file, name: path });
      }
    }
  }

  async function listQuietly(path: string) {
    try {
      return await fileSystem.list(path);
    } catch {
      // A folder below that cannot be listed has nothing to show.
      return [];
    }
  }
}
