import { relative, sep } from 'node:path';
import type { ClientFeatures } from './client-features.ts';
import { pathOf } from './datasets.ts';

/** As globs in settings see it: relative to the workspace folder. */
export function pathInWorkspace(uri: string, { workspaceFolders }: ClientFeatures): string {
  const path = pathOf(uri);
  if (path === undefined) return uri;
  return pathInFolders(
    path,
    workspaceFolders.flatMap((folder) => pathOf(folder) ?? []),
  );
}

/** With `/` between folders; a path outside of the folders stays whole. */
export function pathInFolders(path: string, folders: readonly string[]): string {
  const folder = folders.find((each) => path.startsWith(each + sep));
  return (folder === undefined ? path : relative(folder, path)).split(sep).join('/');
}
