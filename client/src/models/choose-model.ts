import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { formatBytes } from './format-bytes.ts';
import { type ModelChoice, type ModelItem, modelItems } from './model-items.ts';
import type { ModelServer } from './model-server.ts';

/** Lets the user choose what scores, downloads it with consent, and puts it into the settings. */
export async function chooseModel(models: ModelServer): Promise<string | undefined> {
  const current = vscode.workspace.getConfiguration('p3.scoring').get<string>('model') ?? '';
  const items = models.list().then((found) => modelItems(found, current).map(toPick));
  const picked = await vscode.window.showQuickPick<ModelPick>(items, {
    title: 'Model that scores',
    placeHolder: 'Search by name, size or licence',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  const folder = picked?.choice && (await folderOf(picked.choice, models));
  if (folder === undefined) return undefined;
  const configuration = vscode.workspace.getConfiguration('p3.scoring');
  await configuration.update('model', folder || undefined, vscode.ConfigurationTarget.Global);
  return folder;
}

interface ModelPick extends vscode.QuickPickItem {
  readonly choice?: ModelChoice;
}

function toPick(item: ModelItem): ModelPick {
  if (item.kind === 'heading') {
    return { label: item.label, kind: vscode.QuickPickItemKind.Separator };
  }
  const { label, description, detail, choice } = item;
  return { label, description, detail, choice };
}

async function folderOf(choice: ModelChoice, models: ModelServer): Promise<string | undefined> {
  switch (choice.kind) {
    case 'use':
      return choice.folder;
    case 'browse':
      return browse();
    case 'download':
      return download(choice.id, models);
    case 'name': {
      const id = await vscode.window.showInputBox({
        title: 'Model of the Hugging Face Hub',
        prompt: 'A T5 model (T5 1.0 or 1.1), by its name',
        placeHolder: 'google/flan-t5-small',
        validateInput: (text) =>
          /^\w[\w.-]*\/\w[\w.-]*$/.test(text.trim()) ? undefined : '`owner/name` is expected.',
      });
      return id === undefined ? undefined : download(id.trim(), models);
    }
  }
}

async function browse(): Promise<string | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      title: 'Folder of the model that scores',
      openLabel: 'Score with this model',
    })) ?? [];
  return folder?.fsPath;
}

async function download(id: string, models: ModelServer): Promise<string | undefined> {
  const plan = await models.plan(id);
  if (plan.kind === 'failed') {
    void vscode.window.showErrorMessage(plan.message);
    return undefined;
  }
  const { bytes, missingBytes, freeBytes, folder, host } = plan;
  const rest =
    missingBytes < bytes ? ` ${formatBytes(bytes - missingBytes)} of it are here already.` : '';
  const answer = await vscode.window.showInformationMessage(
    `Download ${id} from ${host}?`,
    {
      modal: true,
      detail: `${formatBytes(bytes)} into ${folder}, where ${formatBytes(freeBytes)} are free.${rest}`,
    },
    'Download',
  );
  return answer === 'Download' ? fetchModel(id, models) : undefined;
}

async function fetchModel(id: string, models: ModelServer): Promise<string | undefined> {
  const runId = randomUUID();
  const result = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: `Downloading ${id}`,
      cancellable: true,
    },
    async (progress, token) => {
      let told = 0;
      const listener = models.onDownloadProgress(({ runId: of, done, total }) => {
        if (of !== runId) return;
        const share = total === 0 ? 100 : (100 * done) / total;
        const message = `${formatBytes(done)} of ${formatBytes(total)}`;
        progress.report({ message, increment: share - told });
        told = share;
      });
      try {
        return await models.download({ id, runId }, token);
      } finally {
        listener.dispose();
      }
    },
  );
  switch (result.kind) {
    case 'downloaded':
      return result.folder;
    case 'cancelled':
      void vscode.window.showInformationMessage(
        `The download of ${id} was stopped. What is there is kept: choose the model again to go on.`,
      );
      return undefined;
    case 'failed':
      void vscode.window.showErrorMessage(result.message);
      return undefined;
  }
}
