/** Requests about what can be done at a place: fixes of findings, and the lenses over templates. */
import type { Connection } from 'vscode-languageserver/node';
import { languageService } from '../language-service.ts';
import type { Settings } from '../protocol/settings.ts';
import type { ClientFeatures } from './client-features.ts';
import { toCodeAction, toCodeLens, toSpan } from './convert.ts';
import { documentHandler } from './document-handler.ts';
import type { DocumentStore } from './document-store.ts';
import type { Logger } from './logger.ts';

export interface ActionParts {
  readonly connection: Connection;
  readonly store: DocumentStore;
  readonly settings: () => Settings;
  readonly logger: Logger;
  readonly client: ClientFeatures;
}

export function registerActions(parts: ActionParts): void {
  const { connection, settings, client } = parts;
  const handle = documentHandler(parts);
  connection.onCodeAction(
    handle('textDocument/codeAction', [], (document, { textDocument, range }) =>
      languageService
        .quickFixes(document.findings(), toSpan(document.lines, range))
        .map((fix) => toCodeAction(textDocument.uri, document.lines, fix)),
    ),
  );
  // What a lens does is a command of the client.
  if (!client.hasCommands) return;
  connection.onCodeLens(
    handle('textDocument/codeLens', [], ({ snapshot, lines }, { textDocument }) =>
      settings()['p3.codeLens.enabled']
        ? languageService
            .codeLenses(snapshot)
            .map((lens) => toCodeLens(textDocument.uri, lines, lens))
        : [],
    ),
  );
}
