import { join } from 'node:path';
import { describeReadError, type FileSystem, isAbsence } from '../sources/file-system.ts';

export interface FoundFiles {
  readonly files: readonly string[];
  /** Paths that could not be searched, as sentences. */
  readonly problems: readonly string[];
}

/** The files that the paths name: a file as it is, a folder with every `templates.yaml` in it. */
export async function findTemplateFiles(
  fileSystem: FileSystem,
  paths: readonly string[],
): Promise<FoundFiles> {
  const files = new Set<string>();
  const problems: string[] = [];
  for (const path of paths) {
    const found = await search(fileSystem, path, problems);
    if (found === 'file') files.add(path);
    else if (found.length === 0)
      problems.push(`${path}: there is no \`${fileName}\` in this folder.`);
    else for (const file of found) files.add(file);
  }
  return { files: [...files], problems };
}

const fileName = 'templates.yaml';
const skipped: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** Whatever cannot be listed as a folder is taken for a file: reading it will tell. */
async function search(
  fileSystem: FileSystem,
  path: string,
  problems: string[],
): Promise<'file' | readonly string[]> {
  try {
    return await searchFolder(fileSystem, path, problems);
  } catch (error) {
    if (isAbsence(error)) return 'file';
    problems.push(`${path}: the folder cannot be read: ${describeReadError(error)}.`);
    return [];
  }
}

async function searchFolder(
  fileSystem: FileSystem,
  folder: string,
  problems: string[],
): Promise<readonly string[]> {
  const files: string[] = [];
  const entries = [...(await fileSystem.list(folder))];
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, kind } of entries) {
    const path = join(folder, name);
    if (kind === 'folder' && !skipped.has(name)) {
      const inner = await search(fileSystem, path, problems);
      if (inner !== 'file') files.push(...inner);
    }
    // A link to a folder is not followed: it could lead round in a circle.
    if (name === fileName && kind !== 'folder') files.push(path);
  }
  return files;
}
