import { resolve } from 'node:path';
import { pMapIterable } from 'p-map';
import type { FileSystem } from '../sources/file-system.ts';
import { createIdIndex, templateIds } from '../template/id-index.ts';
import type { TemplateFile } from '../template/template-file.ts';

const filesReadAhead = 8;

/** Reads the ids of all files; a file that is named twice, in two ways, has no others than its own. */
export async function readIds(
  files: readonly string[],
  fileSystem: FileSystem,
): Promise<(path: string, file: TemplateFile) => ReadonlyMap<string, string>> {
  const index = createIdIndex();
  const named = new Map<string, string>();
  // What cannot be read is complained of where it is linted.
  const read = async (path: string) =>
    [path, await fileSystem.read(path).catch(() => new Uint8Array())] as const;
  const several = files.length < 2 ? [] : files;
  for await (const [path, bytes] of pMapIterable(several, read, { concurrency: filesReadAhead })) {
    index.set(resolve(path), new TextDecoder().decode(bytes));
    named.set(resolve(path), path);
  }
  return (path, file) => {
    const found = index.elsewhere(resolve(path), templateIds(file));
    return new Map([...found].map(([id, other]) => [id, named.get(other) ?? other]));
  };
}
