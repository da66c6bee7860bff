import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** Shows a file of the copied samples in an editor. */
export async function openSample(name: string): Promise<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'the workspace is open');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** The place of the first occurrence, or `offset` characters into it. */
export function positionOf(
  document: vscode.TextDocument,
  text: string,
  offset = 0,
): vscode.Position {
  const start = document.getText().indexOf(text);
  assert.notEqual(start, -1, `\`${text}\` is in the document`);
  return document.positionAt(start + offset);
}

/** Resolves with the first result that is not undefined, asking again after each event of the editor. */
export async function eventually<Result>(
  what: string,
  changes: vscode.Event<unknown>,
  ask: () => Result | undefined,
): Promise<Result> {
  const first = ask();
  if (first !== undefined) {
    return first;
  }
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      listener.dispose();
      reject(new Error(`Waited in vain for ${what}.`));
    }, 30_000);
    const listener = changes(() => {
      const result = ask();
      if (result !== undefined) {
        clearTimeout(timer);
        listener.dispose();
        resolve(result);
      }
    });
  });
}

/** The arguments of the lens `title` over the template with this name. */
export async function lensArguments(
  document: vscode.TextDocument,
  title: string,
  key: string,
): Promise<readonly unknown[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    1000,
  );
  const { line } = positionOf(document, key);
  const lens = lenses.find(
    ({ command, range }) => command?.title.includes(title) && range.start.line === line,
  );
  assert.ok(lens?.command, `a lens \`${title}\` stands over \`${key}\``);
  return [lens.command.command, ...(lens.command.arguments ?? [])];
}
