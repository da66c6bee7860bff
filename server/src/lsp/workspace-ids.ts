import type { TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileSystem } from '../sources/file-system.ts';
import { createIdIndex, templateIds } from '../template/id-index.ts';
import type { TemplateFile } from '../template/template-file.ts';
import type { ClientFeatures } from './client-features.ts';
import { pathOf } from './datasets.ts';
import type { Logger } from './logger.ts';
import type { Lull } from './lull.ts';
import { pathInFolders } from './workspace-paths.ts';
import { findTemplateFiles } from './workspace-templates.ts';

export interface WorkspaceIdsParts {
  readonly documents: TextDocuments<TextDocument>;
  readonly fileSystem: FileSystem;
  readonly client: ClientFeatures;
  /** Opening a file has more urgent work, and other files can wait for its ids until the typing pauses. */
  readonly lull: Lull;
  readonly logger: Logger;
}

/** The ids of all template files of the workspace, those that are open as they are being edited. */
export interface WorkspaceIds {
  /** Ids of the file that another one has as well, with the name of that one; nothing until the files were read. */
  elsewhere(uri: string, file: TemplateFile): ReadonlyMap<string, string>;
  /** To be told when ids changed anywhere. */
  onChange(listener: () => void): void;
  /** A file changed on disk, or is gone. */
  refresh(uri: string): void;
}

export function createWorkspaceIds(parts: WorkspaceIdsParts): WorkspaceIds {
  const { documents, fileSystem, client, lull, logger } = parts;
  const index = createIdIndex();
  const roots = client.workspaceFolders.flatMap((uri) => pathOf(uri) ?? []);
  let state: 'unread' | 'reading' | 'read' = 'unread';
  let tell = () => {};

  const readFromDisk = async (path: string): Promise<boolean> => {
    const bytes = await fileSystem.read(path).catch(() => undefined);
    if (isOpen(path)) return false;
    return bytes === undefined
      ? index.forget(path)
      : index.set(path, new TextDecoder().decode(bytes));
  };
  const isOpen = (path: string) => documents.all().some(({ uri }) => pathOf(uri) === path);
  const readAll = async () => {
    const open = new Set(documents.all().map(({ uri }) => pathOf(uri)));
    for (const root of roots) {
      for await (const path of findTemplateFiles(fileSystem, root)) {
        if (!open.has(path)) await readFromDisk(path);
      }
    }
    state = 'read';
    tell();
  };
  const readOnce = () => {
    if (state !== 'unread') return;
    state = 'reading';
    lull.await(() => {
      readAll().catch((error) => logger.error('Reading the ids of the workspace failed', error));
    });
  };

  /** Edited since they were last looked at. */
  const edited = new Set<TextDocument>();
  const readEdited = () => {
    const areOthers = [...edited].map((document) =>
      index.set(pathOf(document.uri) ?? document.uri, document.getText()),
    );
    edited.clear();
    if (areOthers.includes(true) && state === 'read') tell();
  };
  documents.onDidChangeContent(({ document }) => {
    readOnce();
    if (edited.size === 0) lull.await(readEdited);
    edited.add(document);
  });
  documents.onDidClose(({ document: { uri } }) => refresh(uri));
  const refresh = (uri: string) => {
    const path = pathOf(uri);
    if (path === undefined || state !== 'read' || !path.endsWith('templates.yaml')) return;
    void readFromDisk(path).then((isOther) => isOther && tell());
  };
  return {
    refresh,
    elsewhere(uri, file) {
      if (state !== 'read') return new Map();
      const found = index.elsewhere(pathOf(uri) ?? uri, templateIds(file));
      return new Map([...found].map(([id, path]) => [id, pathInFolders(path, roots)]));
    },
    onChange(listener) {
      tell = listener;
    },
  };
}
