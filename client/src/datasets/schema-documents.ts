import * as vscode from 'vscode';
import type { DatasetSchemaText } from '../../../server/src/protocol/datasets.ts';

/** Schemas as read-only documents, in the form that a `schema.json` beside a template has. */
export interface SchemaDocuments extends vscode.Disposable {
  show(schema: DatasetSchemaText): Promise<void>;
}

const scheme = 'p3-schema';

export function createSchemaDocuments(): SchemaDocuments {
  const texts = new Map<string, string>();
  const change = new vscode.EventEmitter<vscode.Uri>();
  const registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: change.event,
    provideTextDocumentContent: (uri) => texts.get(uri.path),
  });
  return {
    async show({ name, text }) {
      const uri = vscode.Uri.from({ scheme, path: `/${name}` });
      texts.set(uri.path, text);
      change.fire(uri);
      const options = { preview: true, viewColumn: vscode.ViewColumn.Beside };
      await vscode.window.showTextDocument(uri, options);
    },
    dispose: () => vscode.Disposable.from(registration, change).dispose(),
  };
}
