import * as vscode from 'vscode';
import type { CommandId } from '../../../server/src/protocol/commands.ts';
import type { DatasetStatus } from '../../../server/src/protocol/datasets.ts';
import type { TemplateServer } from '../language-client.ts';
import type { ReadOnlyDocuments } from '../read-only-documents.ts';
import { activeTemplateEditor } from '../template-at-cursor.ts';
import { chooseDatasetSource } from './choose-source.ts';
import { countRows, describeDataset } from './describe-dataset.ts';
import type { HubTokens } from './hub-tokens.ts';
import type { SplitMemory } from './split-memory.ts';

export interface DatasetCommandParts {
  readonly server: TemplateServer;
  readonly texts: ReadOnlyDocuments;
  readonly tokens: HubTokens;
  readonly splits: SplitMemory;
}

type DatasetCommand = Extract<
  CommandId,
  `p3.${'chooseDatasetSource' | 'refreshDataset' | 'showDatasetSchema' | 'chooseSplit' | 'setHubToken' | 'clearHubToken'}`
>;

/** Commands about the dataset of the active file. */
export const datasetCommands: Readonly<
  Record<DatasetCommand, (parts: DatasetCommandParts) => Promise<unknown>>
> = {
  'p3.chooseDatasetSource': withDataset(chooseDatasetSource),
  'p3.refreshDataset': withDataset(refresh),
  'p3.showDatasetSchema': withDataset(showSchema),
  'p3.chooseSplit': withDataset(chooseSplit),
  'p3.setHubToken': ({ tokens }) => tokens.set(),
  'p3.clearHubToken': ({ tokens }) => tokens.clear(),
};

function withDataset(
  run: (parts: DatasetCommandParts, uri: vscode.Uri, status: DatasetStatus) => Promise<unknown>,
) {
  return async (parts: DatasetCommandParts): Promise<unknown> => {
    const uri = activeTemplateEditor()?.document.uri;
    const status = uri && (await parts.server.datasets.status(uri.toString()));
    if (uri !== undefined && status !== undefined && status !== null)
      return run(parts, uri, status);
    const message = 'Open a `templates.yaml` that names its `dataset`.';
    void vscode.window.showInformationMessage(message);
    return undefined;
  };
}

async function refresh({ server }: DatasetCommandParts, uri: vscode.Uri): Promise<void> {
  const location = { location: vscode.ProgressLocation.Window, title: 'P3: Reading the dataset' };
  const status = await vscode.window.withProgress(location, () =>
    server.datasets.refresh(uri.toString()),
  );
  if (status === null) return;
  const { text, detail } = describeDataset(status, Date.now());
  void vscode.window.setStatusBarMessage(`${text} — ${detail}`, 8000);
}

async function showSchema(
  { server, texts }: DatasetCommandParts,
  uri: vscode.Uri,
  { dataset }: DatasetStatus,
): Promise<void> {
  const schema = await server.datasets.schema(uri.toString());
  if (schema !== null) return texts.show(schema.name, schema.text, vscode.ViewColumn.Beside);
  const message = `The schema of \`${dataset}\` is not known.`;
  void vscode.window.showInformationMessage(message);
}

async function chooseSplit(
  { server, splits: memory }: DatasetCommandParts,
  uri: vscode.Uri,
  { dataset, subset, splits, split: shown }: DatasetStatus,
): Promise<void> {
  if (splits.length === 0) {
    const message = `The splits of \`${dataset}\` are not known.`;
    void vscode.window.showInformationMessage(message);
    return;
  }
  const items = splits.map(({ name, rowCount }) => ({
    label: name,
    description: [rowCount === null ? '' : countRows(rowCount), name === shown ? 'shown now' : '']
      .filter(Boolean)
      .join(' · '),
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: `Split of ${dataset} to show`,
    placeHolder: 'Previews, checks over rows and scores take their rows from it',
  });
  if (chosen === undefined) return;
  await memory.keep({ dataset, subset, split: chosen.label });
  await server.datasets.chooseSplit(uri.toString(), chosen.label);
}
