import * as vscode from 'vscode';
import { languageId } from './language-id.ts';
import { useTemplateLanguage } from './plain-yaml.ts';

/** The editor that a command is about. Where it holds no templates, the user is told what to do. */
export async function templateEditor(): Promise<vscode.TextEditor | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId === languageId) return editor;
  if (editor === undefined || !isYaml(editor.document)) {
    void vscode.window.showInformationMessage(
      'Open a `templates.yaml` and put the cursor into a template.',
    );
    return undefined;
  }
  const use = 'Use P3 Template';
  const choice = await vscode.window.showWarningMessage(
    `The language of this file is \`${editor.document.languageId}\`, so P3 Workbench does not know it. Change it to P3 Template?`,
    use,
  );
  if (choice !== use) return undefined;
  await useTemplateLanguage(editor.document);
  return vscode.window.activeTextEditor;
}

function isYaml({ languageId: id, uri }: vscode.TextDocument): boolean {
  return id === 'yaml' || /\.ya?ml$/.test(uri.path);
}
