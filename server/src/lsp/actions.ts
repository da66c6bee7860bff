/** Requests about what can be done at a place: fixes of findings, refactorings, and the lenses over templates. */
import {
  type CodeAction,
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
  const { connection, settings, client, newId, book } = parts;
  const handle = documentHandler(parts);
  connection.onCodeAction(
    handle<CodeActionParams, CodeAction[]>(
      'textDocument/codeAction',
      [],
      (document, { textDocument: { uri }, range, context: { only } }) => {
        const { lines, snapshot } = document;
        const { version } = snapshot;
        const edits = actionsAt(document, range, newId).flatMap((action, index) => {
          if (!isWanted(action.kind, only)) return [];
          const data: ActionPlace = { uri, version, range, index };
          const answer = toCodeAction(lines, action);
          return client.resolvesActions
            ? { ...answer, data }
            : { ...answer, edit: toWorkspaceEdit(uri, lines, action.edits()) };
        });
        const previews = client.hasCommands && isWanted('quickfix', only);
        return previews ? [...edits, ...rowActionsAt(document, range)] : edits;
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

function registerResolve({ connection, store, logger, newId }: ActionParts): void {
  connection.onCodeActionResolve(
    guard(
      logger,
      'codeAction/resolve',
      (action: CodeAction): CodeAction | ResponseError<undefined> => action,
      async (action: CodeAction) => {
        const { uri, version, range, index }: ActionPlace = action.data;
        const document = await store.open(uri);
        const chosen = document && actionsAt(document, range, newId)[index];
        if (chosen === undefined || document?.snapshot.version !== version) {
          const message = 'The document has changed since; ask for its actions again.';
          return new ResponseError<undefined>(LSPErrorCodes.ContentModified, message);
        }
        return { ...action, edit: toWorkspaceEdit(uri, document.lines, chosen.edits()) };
      },
    ),
  );
}

function actionsAt(document: OpenDocument, range: Range, newId: () => string): readonly Action[] {
  const selection = toSpan(document.lines, range);
  const findings = document.findings();
  return languageService.codeActions(document.snapshot, { findings, selection, newId });
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
