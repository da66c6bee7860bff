/** Commands that change whole templates; each asks for what it was not told, and a prompt that is left changes nothing. */
import * as vscode from 'vscode';
import type { TemplateServer } from '../language-client.ts';
import { templateAt } from '../template-at-cursor.ts';
import { templateEditor } from '../template-editor.ts';
import { applyPlan } from './apply-plan.ts';

/** Called with `uri, task, name` by other code. */
export async function newTemplate(
  server: TemplateServer,
  ...given: readonly unknown[]
): Promise<string | undefined> {
  const uri = await uriOf(given[0]);
  const choices = uri === undefined ? null : await server.editChoices(uri);
  if (uri === undefined || choices === null) return undefined;
  const task = textOf(given[1]) ?? (await pickTask(choices.tasks.map((each) => each.task)));
  const free = choices.tasks.find((each) => each.task === task)?.name;
  if (task === undefined) return undefined;
  const name = textOf(given[2]) ?? (await askName(free ?? task, choices.names));
  if (name === undefined) return undefined;
  return applyPlan(await server.planEdit({ uri, change: { kind: 'new-template', task, name } }));
}

/** Called with `uri, templateIds` by other code. */
export async function newIds(
  server: TemplateServer,
  ...given: readonly unknown[]
): Promise<string | undefined> {
  const uri = await uriOf(given[0]);
  if (uri === undefined) return undefined;
  const templateIds = idsOf(given[1]) ?? (await pickTemplates(server, uri, 'Give new ids to'));
  if (templateIds === undefined) return undefined;
  return applyPlan(await server.planEdit({ uri, change: { kind: 'new-ids', templateIds } }));
}

/** Called with `uri, templateIds, subset` by other code. */
export async function copyTemplates(
  server: TemplateServer,
  ...given: readonly unknown[]
): Promise<string | undefined> {
  const uri = await uriOf(given[0]);
  if (uri === undefined) return undefined;
  const templateIds = idsOf(given[1]) ?? (await pickTemplates(server, uri, 'Copy'));
  if (templateIds === undefined) return undefined;
  const subset = textOf(given[2]) ?? (await pickSubset(server, uri));
  if (subset === undefined) return undefined;
  return applyPlan(await server.planEdit({ uri, change: { kind: 'copy', templateIds, subset } }));
}

async function uriOf(given: unknown): Promise<string | undefined> {
  return textOf(given) ?? (await templateEditor())?.document.uri.toString();
}

function textOf(given: unknown): string | undefined {
  return typeof given === 'string' ? given : undefined;
}

function idsOf(given: unknown): readonly string[] | undefined {
  return Array.isArray(given) ? given.map(String) : undefined;
}

function pickTask(tasks: readonly string[]): Thenable<string | undefined> {
  const placeHolder = 'The task that the template is for';
  return vscode.window.showQuickPick([...tasks], { title: 'New template', placeHolder });
}

function askName(value: string, names: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: 'New template',
    prompt: 'A name that no other template of the file has',
    value,
    validateInput(text) {
      if (text.trim() === '') return 'The name must not be empty.';
      return names.includes(text.trim()) ? `There is a template \`${text.trim()}\` already.` : null;
    },
  });
}

async function pickTemplates(
  server: TemplateServer,
  uri: string,
  title: string,
): Promise<readonly string[] | undefined> {
  const templates = await server.listTemplates(uri);
  const editor = vscode.window.activeTextEditor;
  const current = editor && templateAt(templates, editor.selection.active);
  const items = templates.map(({ id, name }) => ({
    label: name,
    detail: id,
    picked: id === current?.id,
    id,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: `${title} these templates`,
    canPickMany: true,
    matchOnDetail: true,
  });
  return picked === undefined || picked.length === 0 ? undefined : picked.map(({ id }) => id);
}

async function pickSubset(server: TemplateServer, uri: string): Promise<string | undefined> {
  const title = 'Copy templates to another subset';
  const subsets = (await server.editChoices(uri))?.subsets ?? [];
  const items = subsets.map(({ name, templateCount }) => ({
    label: name,
    description: templateCount === 1 ? '1 template' : `${templateCount} templates`,
  }));
  const other = { label: '$(add) Another subset…', alwaysShow: true, isOther: true };
  const picked =
    items.length === 0 ? other : await vscode.window.showQuickPick([...items, other], { title });
  if (picked === undefined) return undefined;
  return 'isOther' in picked ? askSubset(title) : picked.label;
}

function askSubset(title: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: 'Name of the subset; its file is made where there is none',
    validateInput: (text) =>
      /^[^/\\]*[^/\\.\s][^/\\]*$/.test(text) ? null : 'The name of a folder is expected.',
  });
}
