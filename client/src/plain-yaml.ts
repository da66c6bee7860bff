/** What is offered to those who keep template files in the language YAML, so that the two do not fight. */
import * as vscode from 'vscode';
import { languageId } from './language-id.ts';

/** Marks of PromptSource's format. */
const templateTag = /:\s*!Template(?:Metadata)?\s*$/m;
const customTags = ['!Template mapping', '!TemplateMetadata mapping'];
const dismissed = 'p3.plainYaml.dismissed';
const searchedCharacters = 20_000;

/** Offers once per session, and never again when told so, the settings for a template file that is YAML to the editor. */
export function watchPlainYaml(memory: vscode.Memento): vscode.Disposable {
  let hasAsked = false;
  const look = (document: vscode.TextDocument) => {
    if (hasAsked || memory.get(dismissed) === true || !isPlainTemplateFile(document)) return;
    hasAsked = true;
    void offer(document, memory);
  };
  const editor = vscode.window.activeTextEditor;
  if (editor !== undefined) look(editor.document);
  return vscode.window.onDidChangeActiveTextEditor((shown) => shown && look(shown.document));
}

function isPlainTemplateFile(document: vscode.TextDocument): boolean {
  if (document.languageId !== 'yaml') return false;
  const end = document.positionAt(searchedCharacters);
  return templateTag.test(document.getText(new vscode.Range(new vscode.Position(0, 0), end)));
}

async function offer(document: vscode.TextDocument, memory: vscode.Memento): Promise<void> {
  const use = 'Use P3 Template';
  const keep = 'Keep YAML, Know the Tags';
  const never = "Don't Ask Again";
  const hasYamlExtension = vscode.extensions.getExtension('redhat.vscode-yaml') !== undefined;
  const choice = await vscode.window.showInformationMessage(
    'This file holds prompt templates, but its language is YAML: P3 Workbench neither checks nor renders it' +
      (hasYamlExtension ? ', and the YAML extension reports its tags.' : '.'),
    use,
    ...(hasYamlExtension ? [keep] : []),
    never,
  );
  if (choice === use) await useTemplateLanguage(document);
  if (choice === keep) await addCustomTags();
  if (choice === never) await memory.update(dismissed, true);
}

/** Now, and by the setting `files.associations` for the next time, where one says otherwise or the name is another. */
export async function useTemplateLanguage(document: vscode.TextDocument): Promise<void> {
  await vscode.languages.setTextDocumentLanguage(document, languageId);
  const settings = vscode.workspace.getConfiguration('files', document.uri);
  const associations = settings.get<Record<string, string>>('associations') ?? {};
  const name = document.uri.path.split('/').at(-1) ?? '';
  const pattern = document.isUntitled ? undefined : `**/${name}`;
  if (pattern === undefined || associations[pattern] === languageId) return;
  const target = targetOf(settings, 'associations');
  const { globalValue, workspaceValue } =
    settings.inspect<Record<string, string>>('associations') ?? {};
  const own = target === vscode.ConfigurationTarget.Global ? globalValue : workspaceValue;
  // Of several patterns that fit, the longest decides.
  await settings.update('associations', { ...own, [pattern]: languageId }, target);
}

async function addCustomTags(): Promise<void> {
  const settings = vscode.workspace.getConfiguration('yaml');
  const tags = settings.get<readonly string[]>('customTags') ?? [];
  const added = [...tags, ...customTags.filter((tag) => !tags.includes(tag))];
  await settings.update('customTags', added, targetOf(settings, 'customTags'));
}

/** Where the value stands that is to change, else the workspace, else the user's settings. */
function targetOf(
  settings: vscode.WorkspaceConfiguration,
  key: string,
): vscode.ConfigurationTarget {
  const { globalValue } = settings.inspect(key) ?? {};
  return globalValue !== undefined || vscode.workspace.workspaceFolders === undefined
    ? vscode.ConfigurationTarget.Global
    : vscode.ConfigurationTarget.Workspace;
}
