import * as vscode from 'vscode';
import type { DatasetStatus } from '../../../server/src/protocol/datasets.ts';
import type { TemplateServer } from '../language-client.ts';
import { describeDataset } from './describe-dataset.ts';

interface Choice extends vscode.QuickPickItem {
  /** What `p3.datasets` is to name for the dataset: null for nothing, `undefined` when the user thinks better of it. */
  pick(): Promise<string | null | undefined>;
}

const dataFiles = ['parquet', 'arrow', 'feather', 'jsonl', 'json', 'csv', 'tsv', 'gz', 'zst'];

/** Lets the user name where the dataset of a file is, in the setting `p3.datasets` of the workspace. */
export async function chooseDatasetSource(
  { server }: { readonly server: TemplateServer },
  uri: vscode.Uri,
  status: DatasetStatus,
): Promise<void> {
  const { dataset, subset } = status;
  const name = subset === null ? dataset : `${dataset}/${subset}`;
  const choice = await vscode.window.showQuickPick(choicesFor(server, status), {
    title: `Source of ${name}`,
    placeHolder: describeDataset(status, Date.now()).detail,
  });
  const place = await choice?.pick();
  if (place !== undefined) await writePlace(uri, name, place);
}

function choicesFor({ datasets }: TemplateServer, { dataset }: DatasetStatus): readonly Choice[] {
  return [
    {
      label: '$(search) Where it is found by itself',
      detail: 'Beside the template, in the caches of Hugging Face, else on the Hub',
      pick: async () => null,
    },
    {
      label: '$(file) A data file…',
      detail: 'Parquet, Arrow, JSONL, JSON, CSV or TSV',
      pick: () => askForPath({ title: `Data file of ${dataset}`, filters: { Data: dataFiles } }),
    },
    {
      label: '$(folder) A folder of data files…',
      pick: () =>
        askForPath({
          title: `Folder with the data of ${dataset}`,
          canSelectFolders: true,
          canSelectFiles: false,
        }),
    },
    {
      label: '$(cloud) Another dataset of the Hugging Face Hub…',
      pick: () => askForDataset((letters, token) => datasets.find(letters, token), dataset),
    },
  ];
}

async function askForPath(options: vscode.OpenDialogOptions): Promise<string | undefined> {
  const [chosen] = (await vscode.window.showOpenDialog({ openLabel: 'Use', ...options })) ?? [];
  return chosen && vscode.workspace.asRelativePath(chosen, false);
}

/** A pick whose items are what the Hub finds for the letters that were typed; the letters themselves are one. */
function askForDataset(
  find: (letters: string, token: vscode.CancellationToken) => Promise<readonly string[]>,
  dataset: string,
): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick();
  pick.title = `Dataset of the Hub for ${dataset}`;
  pick.placeholder = 'owner/name';
  let run = new vscode.CancellationTokenSource();
  const search = async () => {
    run.cancel();
    run = new vscode.CancellationTokenSource();
    const { token } = run;
    pick.busy = true;
    const names = await find(pick.value, token).catch(() => []);
    if (token.isCancellationRequested) return;
    pick.busy = false;
    const labels = new Set([...(pick.value === '' ? [] : [pick.value]), ...names]);
    pick.items = [...labels].map((label) => ({ label }));
  };
  return new Promise((resolve) => {
    pick.onDidChangeValue(search);
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.label);
      pick.hide();
    });
    pick.onDidHide(() => {
      run.cancel();
      pick.dispose();
      resolve(undefined);
    });
    pick.value = dataset;
    void search();
    pick.show();
  });
}

/** Null takes the name out of the setting. */
async function writePlace(uri: vscode.Uri, name: string, place: string | null): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('p3', uri);
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const { workspaceFolderValue, workspaceValue, globalValue } =
    configuration.inspect<Record<string, string>>('datasets') ?? {};
  const old = folder === undefined ? globalValue : (workspaceFolderValue ?? workspaceValue);
  const { [name]: _old, ...others } = old ?? {};
  const datasets = place === null ? others : { [name]: place, ...others };
  const target =
    folder === undefined
      ? vscode.ConfigurationTarget.Global
      : workspaceFolderValue === undefined
        ? vscode.ConfigurationTarget.Workspace
        : vscode.ConfigurationTarget.WorkspaceFolder;
  const isEmpty = Object.keys(datasets).length === 0;
  await configuration.update('datasets', isEmpty ? undefined : datasets, target);
}
