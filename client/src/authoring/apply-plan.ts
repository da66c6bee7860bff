import * as vscode from 'vscode';
import type { EditPlan } from '../../../server/src/protocol/template-edits.ts';

/** Makes the change, one step to undo, and shows the template; the id of that template, or `undefined` where nothing changed. */
export async function applyPlan(plan: EditPlan): Promise<string | undefined> {
  if (plan.kind === 'refused') {
    void vscode.window.showWarningMessage(plan.message);
    return undefined;
  }
  const uri = vscode.Uri.parse(plan.uri);
  const change = new vscode.WorkspaceEdit();
  if (plan.isNewFile) change.createFile(uri, { ignoreIfExists: true });
  for (const { range, newText } of plan.edits) {
    const { start, end } = range;
    const place = new vscode.Range(start.line, start.character, end.line, end.character);
    change.replace(uri, place, newText);
  }
  if (!(await vscode.workspace.applyEdit(change))) {
    void vscode.window.showWarningMessage(
      'The file changed in the meantime, so nothing was done. Try again.',
    );
    return undefined;
  }
  await show(uri, plan.templateId);
  return plan.templateId;
}

async function show(uri: vscode.Uri, templateId: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document);
  const offset = document.getText().indexOf(`${templateId}:`);
  if (offset === -1) return;
  const place = document.positionAt(offset);
  editor.selection = new vscode.Selection(place, place);
  editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.InCenter);
}
