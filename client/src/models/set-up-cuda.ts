import * as vscode from 'vscode';
import type { CudaResult } from '../../../server/src/protocol/scoring.ts';
import type { ModelServer } from './model-server.ts';

/** Asks for the package of ONNX Runtime's CUDA part, and tells what is missing then. */
export async function setUpCuda(models: ModelServer): Promise<CudaResult | undefined> {
  const form = await vscode.window.showQuickPick(
    [
      { label: 'NuGet package file…', isFolder: false },
      { label: 'Folder of the unpacked package…', isFolder: true },
    ],
    { title: 'Microsoft.ML.OnnxRuntime.Gpu.Linux, as downloaded from nuget.org' },
  );
  if (form === undefined) return undefined;
  const [chosen] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: !form.isFolder,
      canSelectFolders: form.isFolder,
      title: `${form.isFolder ? 'Folder' : 'File'} of Microsoft.ML.OnnxRuntime.Gpu.Linux`,
      openLabel: 'Set up CUDA',
      ...(form.isFolder ? {} : { filters: { 'NuGet package': ['nupkg', 'zip'] } }),
    })) ?? [];
  if (chosen === undefined) return undefined;
  const result = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Setting up CUDA' },
    () => models.setUpCuda(chosen.fsPath),
  );
  tell(result);
  return result;
}

function tell(result: CudaResult): void {
  if (result.kind === 'failed') {
    void vscode.window.showErrorMessage(result.message);
    return;
  }
  if (result.missing.length === 0) {
    void vscode.window.showInformationMessage(
      'CUDA is set up. *P3: Check scoring* tells whether it works with your driver.',
    );
    return;
  }
  void vscode.window.showWarningMessage(
    `CUDA is set up, but this machine lacks ${result.missing.join(', ')}: install CUDA 12 and cuDNN 9, or put their folders into LD_LIBRARY_PATH, and set it up again.`,
  );
}
