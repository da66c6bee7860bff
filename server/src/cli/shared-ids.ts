import { resolve } from 'node:path';
import { createIdIndex, templateIds } from '../template/id-index.ts';
import type { TemplateFile } from '../template/template-file.ts';

/** Finds the ids that files share, by their texts; a file that is named twice, in two ways, has no others than its own. */
export function findSharedIds(
  texts: ReadonlyMap<string, string>,
): (path: string, file: TemplateFile) => ReadonlyMap<string, string> {
  const index = createIdIndex();
  const named = new Map<string, string>();
  for (const [path, text] of texts) {
    index.set(resolve(path), text);
    named.set(resolve(path), path);
  }
  return (path, file) => {
    const found = index.elsewhere(resolve(path), templateIds(file));
    return new Map([...found].map(([id, other]) => [id, named.get(other) ?? other]));
  };
}
