/** Requests about names: where they come from, where else they stand, and their renaming. */
import { pathToFileURL } from 'node:url';
import {
  type Connection,
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  LSPErrorCodes,
  type PrepareRenameResult,
  ResponseError,
  type SymbolInformation,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { Definition } from '../features/definition.ts';
import type { Highlight } from '../features/document-highlights.ts';
import { locateField } from '../features/locate-field.ts';
import { languageService } from '../language-service.ts';
import type { FileSystem } from '../sources/file-system.ts';
import type { TemplateFile } from '../template/template-file.ts';
import { LineIndex } from '../text/line-index.ts';
import { toRange, toSymbolInformation, toTextEdit } from './convert.ts';
import { pathOf } from './datasets.ts';
import { documentHandler } from './document-handler.ts';
import type { DocumentStore, OpenDocument } from './document-store.ts';
import { guard } from './guard.ts';
import type { Logger } from './logger.ts';
import { signalOf } from './signal.ts';
import type { WorkspaceTemplates } from './workspace-templates.ts';

export interface NavigationParts {
  readonly connection: Connection;
  readonly store: DocumentStore;
  readonly workspace: WorkspaceTemplates;
  readonly fileSystem: FileSystem;
  readonly logger: Logger;
}

export function registerNavigation(parts: NavigationParts): void {
  const { connection, fileSystem } = parts;
  const handle = documentHandler(parts);
  connection.onDefinition(
    handle('textDocument/definition', [], async (document, { position }) => {
      const { snapshot, lines } = document;
      const found = languageService.definition(snapshot, lines.offsetAt(position));
      return found === undefined ? [] : toLocations(document, found, fileSystem);
    }),
  );
  connection.onReferences(
    handle('textDocument/references', [], ({ snapshot, lines }, { position, context }) => {
      const options = { withDefinition: context.includeDeclaration };
      return languageService
        .references(snapshot, lines.offsetAt(position), options)
        .map((span) => ({ uri: snapshot.uri, range: toRange(lines, span) }));
    }),
  );
  connection.onDocumentHighlight(
    handle('textDocument/documentHighlight', [], ({ snapshot, lines }, { position }) =>
      languageService
        .documentHighlights(snapshot, lines.offsetAt(position))
        .map((highlight) => toHighlight(lines, highlight)),
    ),
  );
  registerRename(parts);
  registerSymbols(parts);
}

function registerRename(parts: NavigationParts): void {
  const { connection } = parts;
  const handle = documentHandler(parts);
  connection.onPrepareRename(
    handle<PositionParams, PrepareRenameResult | Refusal | null>(
      'textDocument/prepareRename',
      null,
      ({ snapshot, lines }, { position }) => {
        const target = languageService.prepareRename(snapshot, lines.offsetAt(position));
        if (target.kind === 'refused') return refuse(target.message);
        return { range: toRange(lines, target.span), placeholder: target.placeholder };
      },
    ),
  );
  connection.onRenameRequest(
    handle<PositionParams & { readonly newName: string }, WorkspaceEdit | Refusal | null>(
      'textDocument/rename',
      null,
      ({ snapshot, lines }, { position, newName }) => {
        const renaming = languageService.rename(snapshot, lines.offsetAt(position), newName);
        if (renaming.kind === 'refused') return refuse(renaming.message);
        const edits = renaming.edits.map((edit) => toTextEdit(lines, edit));
        return { changes: { [snapshot.uri]: edits } };
      },
    ),
  );
}

/** Open documents as they are being edited, the other files as they are on disk. */
function registerSymbols({ connection, store, workspace, logger }: NavigationParts): void {
  const find = async (query: string, signal: AbortSignal): Promise<SymbolInformation[]> => {
    const open = await Promise.all(store.uris().map((uri) => store.open(uri)));
    const files = new Map<string, SearchedFile>();
    for (const { path, file, lines } of await workspace.load(signal)) {
      files.set(path, { uri: pathToFileURL(path).href, file, lines });
    }
    for (const document of open) {
      if (document === undefined) continue;
      const { snapshot, lines } = document;
      const { uri, file } = snapshot;
      files.set(pathOf(uri) ?? uri, { uri, file, lines });
    }
    return [...files.values()].flatMap((each) => toSymbols(each, query));
  };
  connection.onWorkspaceSymbol(
    guard(
      logger,
      'workspace/symbol',
      (): SymbolInformation[] => [],
      ({ query }, token) => find(query, signalOf(token)),
    ),
  );
}

interface SearchedFile {
  readonly uri: string;
  readonly file: TemplateFile;
  readonly lines: LineIndex;
}

function toSymbols({ uri, file, lines }: SearchedFile, query: string): SymbolInformation[] {
  return languageService
    .workspaceSymbols(file, query)
    .map((symbol) => toSymbolInformation(uri, lines, symbol));
}

interface PositionParams {
  readonly textDocument: { readonly uri: string };
  readonly position: { readonly line: number; readonly character: number };
}

type Refusal = ResponseError<undefined>;

/** Editors show the message of a failed request where the user asked for the new name. */
function refuse(message: string): Refusal {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}

async function toLocations(
  { snapshot, lines }: OpenDocument,
  found: Definition,
  fileSystem: FileSystem,
): Promise<Location[]> {
  if (found.kind === 'here') {
    return found.spans.map((span) => ({ uri: snapshot.uri, range: toRange(lines, span) }));
  }
  const { schemaFile, path, subset } = found;
  const text = new TextDecoder().decode(await fileSystem.read(schemaFile));
  const range = toRange(new LineIndex(text), locateField(text, path, subset));
  return [{ uri: pathToFileURL(schemaFile).href, range }];
}

const highlightKinds: Readonly<Record<Highlight['kind'], DocumentHighlightKind>> = {
  read: DocumentHighlightKind.Read,
  write: DocumentHighlightKind.Write,
  tag: DocumentHighlightKind.Text,
};

function toHighlight(lines: LineIndex, { kind, span }: Highlight): DocumentHighlight {
  return { kind: highlightKinds[kind], range: toRange(lines, span) };
}
