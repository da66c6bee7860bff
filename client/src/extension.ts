import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { registerCommands } from './commands.ts';
import { createDatasetItem } from './datasets/dataset-item.ts';
import { createHubTokens } from './datasets/hub-tokens.ts';
import { createSplitMemory } from './datasets/split-memory.ts';
import { createTemplateServer, type TemplateServer } from './language-client.ts';
import { languageId } from './language-id.ts';
import { showOpenedSample } from './open-samples.ts';
import { watchPlainYaml } from './plain-yaml.ts';
import { createPreviewManager } from './preview/preview-manager.ts';
import { createReadOnlyDocuments } from './read-only-documents.ts';
import { createScoringController } from './scoring/scoring-controller.ts';
import { createModelItem } from './status-item.ts';
import { createTrust } from './trust.ts';

/** Entry of the extension: builds its parts in order and starts the language server where there are templates. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const trust = createTrust();
  const key = randomBytes(32);
  const splits = createSplitMemory(context.workspaceState);
  const server = createTemplateServer(context, { tokenKey: key, splits });
  const tokens = createHubTokens({ server, secrets: context.secrets, key });
  const texts = createReadOnlyDocuments();
  const preview = createPreviewManager({ extensionUri: context.extensionUri, server, trust });
  const scoring = createScoringController({ server, trust, preview });
  context.subscriptions.push(
    server,
    preview,
    scoring,
    tokens,
    texts,
    createDatasetItem(server),
    createModelItem(scoring),
    registerCommands({ context, server, preview, scoring, texts, tokens, splits }),
    watchPlainYaml(context.globalState),
    // The server learns of trust when it starts.
    trust.onDidGrant(() => void server.restart()),
  );
  if (await hasTemplates()) await startServer(server);
  else context.subscriptions.push(startWithFirstTemplate(server));
  await showOpenedSample(context);
}

/** An editor of other YAML files needs no server; requests of commands start it as well. */
function startWithFirstTemplate(server: TemplateServer): vscode.Disposable {
  const listener = vscode.workspace.onDidOpenTextDocument((document) => {
    if (document.languageId !== languageId) return;
    listener.dispose();
    void startServer(server);
  });
  return listener;
}

async function hasTemplates(): Promise<boolean> {
  if (vscode.workspace.textDocuments.some((document) => document.languageId === languageId)) {
    return true;
  }
  const found = await vscode.workspace.findFiles('**/templates.yaml', '**/node_modules/**', 1);
  return found.length > 0;
}

async function startServer(server: TemplateServer): Promise<void> {
  try {
    await server.start();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(
      `P3 Workbench: the language server could not be started: ${reason}`,
    );
  }
}
