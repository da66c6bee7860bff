import type { TemplateFile } from './template-file.ts';

/** Which template files have which ids, without reading them as a whole: only the lines on which ids are written. */
export interface IdIndex {
  /** Takes the text of a file; tells whether its ids are others than before. */
  set(path: string, text: string): boolean;
  /** Likewise, of a file that is gone. */
  forget(path: string): boolean;
  /** Those of the ids that another file of the same collection has, each with the path of one such file. */
  elsewhere(path: string, ids: Iterable<string>): ReadonlyMap<string, string>;
}

export function createIdIndex(): IdIndex {
  const idsByPath = new Map<string, ReadonlySet<string>>();
  const pathsById = new Map<string, Set<string>>();
  const replace = (path: string, ids: ReadonlySet<string>): boolean => {
    const before = idsByPath.get(path) ?? new Set();
    if (before.size === ids.size && [...ids].every((id) => before.has(id))) return false;
    for (const id of before) pathsById.get(id)?.delete(path);
    for (const id of ids) pathsById.set(id, (pathsById.get(id) ?? new Set()).add(path));
    idsByPath.set(path, ids);
    return true;
  };
  return {
    set: (path, text) => replace(path, idsIn(text)),
    forget: (path) => replace(path, new Set()),
    elsewhere(path, ids) {
      const found = new Map<string, string>();
      for (const id of ids) {
        for (const other of pathsById.get(id) ?? []) {
          if (other === path || !areTogether(other, path)) continue;
          found.set(id, other);
          break;
        }
      }
      return found;
    },
  };
}

/** All that stands for an id in a file: the keys of templates, and their `id`s. */
export function templateIds({ templates }: TemplateFile): readonly string[] {
  return templates.flatMap(({ key, id }) => {
    return id?.value.type === 'str' && id.value.text !== key ? [key, id.value.text] : [key];
  });
}

const uuid = '[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}';

/** A key with PromptSource's tag, or an `id`: on no other line does PyYAML write one. */
const idLine = new RegExp(
  `^ *(?:['"]?(${uuid})['"]? *: *!Template|id: *['"]?(${uuid})['"]?)\\s*$`,
  'gm',
);

function idsIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(idLine)].map(([, key, id]) => key ?? id ?? ''));
}

/** Two folders `templates` are two collections: a checkout of another branch has the same ids for good reason. */
function areTogether(one: string, other: string): boolean {
  return collectionOf(one) === collectionOf(other);
}

function collectionOf(path: string): string {
  return /^(?:.*[/\\])?templates(?=[/\\])/.exec(path)?.[0] ?? '';
}
