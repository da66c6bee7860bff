import * as vscode from 'vscode';

/** Opens a copy of the samples, which a newcomer may change, in this window or beside the folder that is open here. */
export async function openSamples(context: vscode.ExtensionContext): Promise<vscode.Uri> {
  const target = vscode.Uri.joinPath(context.globalStorageUri, 'samples');
  if (!(await exists(target))) {
    const source = vscode.Uri.joinPath(context.extensionUri, 'samples');
    await vscode.workspace.fs.copy(source, target);
  }
  await context.globalState.update(isFirstLook, true);
  const forceNewWindow = vscode.workspace.workspaceFolders !== undefined;
  await vscode.commands.executeCommand('vscode.openFolder', target, { forceNewWindow });
  return target;
}

/** After the samples were opened, the file to start with. */
export async function showOpenedSample(context: vscode.ExtensionContext): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const samples = vscode.Uri.joinPath(context.globalStorageUri, 'samples');
  const isDue = context.globalState.get(isFirstLook) === true;
  if (!isDue || folder?.uri.path !== samples.path) return;
  await context.globalState.update(isFirstLook, undefined);
  await vscode.window.showTextDocument(vscode.Uri.joinPath(samples, 'reviews/templates.yaml'));
}

const isFirstLook = 'p3.samples.isFirstLook';

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
