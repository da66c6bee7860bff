import * as vscode from 'vscode';
import { registerCommands } from './commands.ts';
import { createTemplateServer } from './language-client.ts';
import { createPreviewManager } from './preview/preview-manager.ts';
import { createScoringController } from './scoring/scoring-controller.ts';
import { createStatusItems } from './status-item.ts';
import { createTrust } from './trust.ts';

/** Entry of the extension: builds its parts in order and starts the language server. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const trust = createTrust();
  const server = createTemplateServer(context);
  const preview = createPreviewManager({ extensionUri: context.extensionUri, server, trust });
  const scoring = createScoringController({ server, trust, preview });
  context.subscriptions.push(
    server,
    preview,
    scoring,
    createStatusItems(preview, scoring),
    registerCommands({ server, preview, scoring }),
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
