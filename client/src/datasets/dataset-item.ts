import * as vscode from 'vscode';
import type { CommandId } from '../../../server/src/protocol/commands.ts';
import type { TemplateServer } from '../language-client.ts';
import { languageId } from '../language-id.ts';
import { activeTemplateEditor } from '../template-at-cursor.ts';
import { type DatasetText, describeDataset } from './describe-dataset.ts';

const delayMs = 250;
const command: { readonly title: string; readonly command: CommandId } = {
  title: 'Choose source',
  command: 'p3.chooseDatasetSource',
};

/** Behind the `{}` of the status bar: the dataset of the active file, where it comes from, how old it is. */
export function createDatasetItem(server: TemplateServer): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('p3.dataset', { language: languageId });
  item.name = 'P3 dataset';
  item.text = 'Dataset';
  item.command = command;
  let timer: NodeJS.Timeout | undefined;
  let run = new vscode.CancellationTokenSource();

  async function update(): Promise<void> {
    run.cancel();
    run = new vscode.CancellationTokenSource();
    const { token } = run;
    const uri = activeTemplateEditor()?.document.uri.toString();
    if (uri === undefined || !server.isRunning()) return;
    item.busy = true;
    const text = await describeOpen(server, uri, token);
    if (token.isCancellationRequested) return;
    item.busy = false;
    item.text = `$(database) ${text.text}`;
    item.detail = text.detail;
    item.severity = text.isDoubtful
      ? vscode.LanguageStatusSeverity.Warning
      : vscode.LanguageStatusSeverity.Information;
  }
  const schedule = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void update(), delayMs);
  };
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(schedule),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.languageId === languageId) schedule();
    }),
    server.datasets.onDidChange(schedule),
    server.onDidChangeState(schedule),
    { dispose: () => clearTimeout(timer) },
    { dispose: () => run.cancel() },
  );
}

async function describeOpen(
  { datasets }: TemplateServer,
  uri: string,
  token: vscode.CancellationToken,
): Promise<DatasetText> {
  try {
    const status = await datasets.status(uri, token);
    if (status !== null)
      return describeDataset(status, Date.now(), (path) => vscode.workspace.asRelativePath(path));
    return { text: 'No dataset', detail: 'The file names none in `dataset`.', isDoubtful: false };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { text: 'Dataset', detail, isDoubtful: true };
  }
}
