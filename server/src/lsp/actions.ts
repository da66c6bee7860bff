/** Requests about what can be done at a place: fixes of findings, refactorings, and the lenses over templates. */
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Connection,
  LSPErrorCodes,
  type Range,
  ResponseError,
} from 'vscode-languageserver/node';
import type { CodeAction as Action } from '../features/actions/code-action.ts';
import { languageService } from '../language-service.ts';
import type { Settings } from '../protocol/settings.ts';
import type { ClientFeatures } from './client-features.ts';
import { toCodeAction, toCodeLens, toRowAction, toSpan, toWorkspaceEdit } from './convert.ts';
import { documentHandler } from './document-handler.ts';
import type { DocumentStore, OpenDocument } from './document-store.ts';
import { guard } from './guard.ts';
import type { Logger } from './logger.ts';
import type { ScoreBook } from './score-book.ts';

export interface ActionParts {
  readonly connection: Connection;
  readonly store: DocumentStore;
  readonly book: ScoreBook;
  readonly settings: () => Settings;
  readonly newId: () => string;
  readonly logger: Logger;
  readonly client: ClientFeatures;
}

export function registerActions(parts: ActionParts): void {
  const { connection, settings, client, book } = parts;
  const handle = documentHandler(parts);
  connection.onCodeAction(
    handle<CodeActionParams, CodeAction[]>(
      'textDocument/codeAction',
      [],
      (document, { textDocument: { uri }, range, context: { only } }) => {
        const { lines, snapshot } = document;
        const { version } = snapshot;
        const edits = actionsAt(parts, document, range).flatMap((action, index) => {
          if (!isWanted(action.kind, only)) return [];
          const data: ActionPlace = { uri, version, range, index };
          const answer = toCodeAction(lines, action);
          return client.resolvesActions
            ? { ...answer, data }
            : { ...answer, edit: toWorkspaceEdit(uri, lines, action.edits()) };
        });
        if (!client.hasCommands) return edits;
        const commands = [...rowActionsAt(document, range), ...promptedActionsAt(document, range)];
        return [...edits, ...commands.filter(({ kind = '' }) => isWanted(kind, only))];
      },
    ),
  );
  registerResolve(parts);
  // What a lens does is a command of the client.
  if (!client.hasCommands) return;
  connection.onCodeLens(
    handle('textDocument/codeLens', [], (document, { textDocument }) =>
      settings()['p3.codeLens.enabled']
        ? languageService
            .codeLenses(document.snapshot, book.lensScores(document))
            .map((lens) => toCodeLens(textDocument.uri, document.lines, lens))
        : [],
    ),
  );
}

/** Names an action of a version of a document, by its place in the list that was sent. */
interface ActionPlace {
  readonly uri: string;
  readonly version: number;
  readonly range: Range;
  readonly index: number;
}

function registerResolve(parts: ActionParts): void {
  const { connection, store, logger } = parts;
  connection.onCodeActionResolve(
    guard(
      logger,
      'codeAction/resolve',
      (action: CodeAction): CodeAction | ResponseError<undefined> => action,
      async (action: CodeAction) => {
        const { uri, version, range, index }: ActionPlace = action.data;
        const document = await store.open(uri);
        const chosen = document && actionsAt(parts, document, range)[index];
        if (chosen === undefined || document?.snapshot.version !== version) {
          const message = 'The document has changed since; ask for its actions again.';
          return new ResponseError<undefined>(LSPErrorCodes.ContentModified, message);
        }
        return { ...action, edit: toWorkspaceEdit(uri, document.lines, chosen.edits()) };
      },
    ),
  );
}

function actionsAt(
  { client: { hasCommands }, newId }: ActionParts,
  document: OpenDocument,
  range: Range,
): readonly Action[] {
  const selection = toSpan(document.lines, range);
  const findings = document.findings();
  const request = { findings, selection, hasCommands, newId };
  return languageService.codeActions(document.snapshot, request);
}

/** They ask for more before they change anything. */
function promptedActionsAt({ snapshot, lines }: OpenDocument, range: Range): CodeAction[] {
  return languageService
    .promptedChanges(snapshot, toSpan(lines, range))
    .map(({ title, command, templateIds }) => ({
      title,
      kind: CodeActionKind.RefactorRewrite,
      command: { title, command, arguments: [snapshot.uri, templateIds] },
    }));
}

/** They lead to the rows behind findings, and change nothing. */
function rowActionsAt(document: OpenDocument, range: Range): readonly CodeAction[] {
  const { lines, snapshot } = document;
  const { templates } = snapshot.file;
  return languageService
    .rowPreviews(templates, document.findings(), toSpan(lines, range))
    .map((preview) => toRowAction(snapshot.uri, lines, preview));
}

/**
 * Kinds are told apart by points, and a kind holds those that go on behind one. Actions on the file as a whole are none
 * of a place: they are to be asked for.
 */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  if (only === undefined) return !kind.startsWith('source.');
  return only.some((each) => `${kind}.`.startsWith(`${each}.`));
}
