import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { registerCommands } from './commands.ts';
import { createDatasetItem } from './datasets/dataset-item.ts';
import { createHubTokens } from './datasets/hub-tokens.ts';
import { createSchemaDocuments } from './datasets/schema-documents.ts';
import { createTemplateServer } from './language-client.ts';
import { createPreviewManager } from './preview/preview-manager.ts';
import { createScoringController } from './scoring/scoring-controller.ts';
import { createModelItem } from './status-item.ts';
import { createTrust } from './trust.ts';

/** Entry of the extension: builds its parts in order and starts the language server. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const trust = createTrust();
  const key = randomBytes(32);
  const server = createTemplateServer(context, key);
  const tokens = createHubTokens({ server, secrets: context.secrets, key });
  const schemas = createSchemaDocuments();
  const preview = createPreviewManager({ extensionUri: context.extensionUri, server, trust });
  const scoring = createScoringController({ server, trust, preview });
  context.subscriptions.push(
    server,
    preview,
    scoring,
    tokens,
    schemas,
    createDatasetItem(server),
    createModelItem(scoring),
    registerCommands({ server, preview, scoring, schemas, tokens }),
    // The server learns of trust when it starts.
    trust.onDidGrant(() => void server.restart()),
  );
  try {
    await server.start();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(
      `P3 Workbench: the language server could not be started: ${reason}`,
    );
  }
}
