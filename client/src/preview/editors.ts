import path from 'node:path';
import * as vscode from 'vscode';
import type { WirePosition, WireRange } from '../../../server/src/protocol/requests.ts';
import type { TemplateServer } from '../language-client.ts';
import { activeTemplateEditor, templateAt } from '../template-at-cursor.ts';
import type { TemplateReference } from './score-board.ts';

/** Selects a place of a document, in the editor that shows it already if there is one. */
export async function revealInEditor(uri: string, range: WireRange): Promise<void> {
  const visible = vscode.window.visibleTextEditors.find(
    (editor) => editor.document.uri.toString() === uri,
  );
  const { start, end } = range;
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), {
    viewColumn: visible?.viewColumn ?? vscode.ViewColumn.One,
    selection: new vscode.Range(start.line, start.character, end.line, end.character),
  });
}

/** Where the cursor is, the preview is: a preview asked for by the lens over a template moves it there. */
export async function moveCursorInto(
  template: TemplateReference,
  server: TemplateServer,
): Promise<void> {
  const editor = activeTemplateEditor();
  if (editor?.document.uri.toString() !== template.uri || !server.isRunning()) {
    return;
  }
  const templates = await server.listTemplates(template.uri).catch(() => []);
  const wanted = templates.find(({ id }) => id === template.templateId);
  if (wanted !== undefined && templateAt(templates, editor.selection.active) !== wanted) {
    const { line, character } = wanted.range.start;
    editor.selection = new vscode.Selection(line, character, line, character);
  }
}

/** Where the cursor is, if it is in this document. */
export function cursorIn(uri: string): WirePosition | null {
  const editor = activeTemplateEditor();
  if (editor?.document.uri.toString() !== uri) return null;
  const { line, character } = editor.selection.active;
  return { line, character };
}

/** The open document with this address. */
export function documentOf(uri: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
}

/** The file's name for messages. */
export function nameOf(uri: string): string {
  return path.posix.basename(vscode.Uri.parse(uri).path) || 'The file';
}
