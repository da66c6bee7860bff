import {
  CodeActionKind,
  type InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { tokenModifiers, tokenTypes } from '../features/semantic-tokens.ts';
import type { ClientFeatures } from './client-features.ts';

/** What the server tells a client that it can do. */
export function describeServer(client: ClientFeatures): InitializeResult {
  return {
    serverInfo: { name: 'P3 Workbench' },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      completionProvider: { triggerCharacters: ['.', '|', '[', '{', '%', "'", '"', ' ', '/'] },
      hoverProvider: true,
      codeActionProvider: {
        codeActionKinds: [
          CodeActionKind.QuickFix,
          CodeActionKind.RefactorExtract,
          CodeActionKind.RefactorRewrite,
          `${CodeActionKind.SourceFixAll}.p3`,
        ],
        resolveProvider: client.resolvesActions,
      },
      ...(client.hasCommands && { codeLensProvider: {} }),
      documentSymbolProvider: true,
      definitionProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      renameProvider: client.preparesRename ? { prepareProvider: true } : true,
      workspaceSymbolProvider: true,
      foldingRangeProvider: true,
      selectionRangeProvider: true,
      documentLinkProvider: {},
      documentFormattingProvider: true,
      inlayHintProvider: true,
      linkedEditingRangeProvider: true,
      signatureHelpProvider: { triggerCharacters: ['(', ','], retriggerCharacters: ['='] },
      semanticTokensProvider: {
        legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
        full: true,
      },
      ...(client.pullsDiagnostics && {
        diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
      }),
    },
  };
}
