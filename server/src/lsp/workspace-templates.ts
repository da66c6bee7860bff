import { join } from 'node:path';
import { languageService } from '../language-service.ts';
import type { FileSystem } from '../sources/file-system.ts';
import type { TemplateFile } from '../template/template-file.ts';
import { LineIndex } from '../text/line-index.ts';
import type { ClientFeatures } from './client-features.ts';
import { pathOf } from './datasets.ts';

/** A template file on disk, read but not open. */
export interface WorkspaceFile {
  readonly path: string;
  readonly file: TemplateFile;
  readonly lines: LineIndex;
}

/** The template files of the workspace, read when first asked for and kept until they change. */
export interface WorkspaceTemplates {
  load(signal: AbortSignal): Promise<readonly WorkspaceFile[]>;
  forget(uri: string): void;
}

/** More files than this are not looked into. */
const mostFiles = 5000;

const fileName = 'templates.yaml';
const skipped: ReadonlySet<string> = new Set(['node_modules', '.git']);

export function createWorkspaceTemplates(
  fileSystem: FileSystem,
  { workspaceFolders, watchesFiles }: ClientFeatures,
): WorkspaceTemplates {
  const known = new Map<string, WorkspaceFile>();
  const roots = workspaceFolders.flatMap((uri) => pathOf(uri) ?? []);
  return {
    async load(signal) {
      // Where nobody tells of changes, every file is read anew.
      if (!watchesFiles) known.clear();
      const files: WorkspaceFile[] = [];
      for (const root of roots) {
        for await (const path of findTemplateFiles(fileSystem, root)) {
          if (signal.aborted || files.length === mostFiles) return files;
          const file = known.get(path) ?? (await readFile(fileSystem, path));
          if (file === undefined) continue;
          known.set(path, file);
          files.push(file);
        }
      }
      return files;
    },
    forget: (uri) => known.delete(pathOf(uri) ?? uri),
  };
}

/** The paths of all `templates.yaml` below a folder; what cannot be listed has none. */
export async function* findTemplateFiles(
  fileSystem: FileSystem,
  folder: string,
): AsyncGenerator<string> {
  const entries = await fileSystem.list(folder).catch(() => []);
  for (const { name, kind } of entries) {
    const path = join(folder, name);
    if (name === fileName && kind === 'file') yield path;
    if (kind === 'folder' && !skipped.has(name)) yield* findTemplateFiles(fileSystem, path);
  }
}

async function readFile(fileSystem: FileSystem, path: string): Promise<WorkspaceFile | undefined> {
  const bytes = await fileSystem.read(path).catch(() => undefined);
  if (bytes === undefined) return undefined;
  const text = new TextDecoder().decode(bytes);
  return { path, file: languageService.read(text), lines: new LineIndex(text) };
}
