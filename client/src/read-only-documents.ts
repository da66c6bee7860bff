import * as vscode from 'vscode';

/** Texts to look at, as documents that cannot be edited and need not be saved. */
export interface ReadOnlyDocuments extends vscode.Disposable {
  /** The ending of the name decides on the language. */
  show(name: string, text: string, viewColumn?: vscode.ViewColumn): Promise<void>;
}

const scheme = 'p3-text';

export function createReadOnlyDocuments(): ReadOnlyDocuments {
  const texts = new Map<string, string>();
  const change = new vscode.EventEmitter<vscode.Uri>();
  const registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: change.event,
    provideTextDocumentContent: (uri) => texts.get(uri.path),
  });
  return {
    async show(name, text, viewColumn = vscode.ViewColumn.Active) {
      const uri = vscode.Uri.from({ scheme, path: `/${name}` });
      texts.set(uri.path, text);
      change.fire(uri);
      await vscode.window.showTextDocument(uri, { preview: true, viewColumn });
    },
    dispose: () => vscode.Disposable.from(registration, change).dispose(),
  };
}
