/** Requests of commands that change whole templates: what can be chosen, and what a change does to which file. */
import type { Connection } from 'vscode-languageserver/node';
import { createSnapshot, type Snapshot } from '../analysis/snapshot.ts';
import { copyTemplates } from '../features/actions/copy-templates.ts';
import { insertTemplates } from '../features/actions/insert-templates.ts';
import { keepForm } from '../features/actions/keep-form.ts';
import { idEdits } from '../features/actions/new-ids.ts';
import { startTemplate } from '../features/completion/new-template.ts';
import { taskStarters } from '../features/completion/task-starters.ts';
import {
  type EditChoices,
  type EditPlan,
  editChoicesMethod,
  type PlanEditParams,
  planEditMethod,
  type TemplateChange,
} from '../protocol/template-edits.ts';
import type { TextEdit } from '../rules/rule.ts';
import { type FileSystem, isAbsence } from '../sources/file-system.ts';
import type { TemplateFile } from '../template/template-file.ts';
import { findTemplate, nameOf, unusedName } from '../template/template-name.ts';
import { LineIndex } from '../text/line-index.ts';
import { toTextEdit } from './convert.ts';
import { pathOf } from './datasets.ts';
import { documentHandler } from './document-handler.ts';
import type { DocumentStore } from './document-store.ts';
import type { Logger } from './logger.ts';
import { signalOf } from './signal.ts';
import { subsetUri } from './subset-uri.ts';
import type { WorkspaceTemplates } from './workspace-templates.ts';

export interface TemplateEditParts {
  readonly connection: Connection;
  readonly store: DocumentStore;
  readonly workspace: WorkspaceTemplates;
  readonly fileSystem: FileSystem;
  readonly newId: () => string;
  readonly logger: Logger;
}

export function registerTemplateEdits(parts: TemplateEditParts): void {
  const { connection, workspace } = parts;
  const handle = documentHandler(parts);
  connection.onRequest(
    editChoicesMethod,
    handle<{ readonly uri: string }, EditChoices | null>(
      editChoicesMethod,
      null,
      async ({ snapshot: { file } }, _params, token) => ({
        tasks: taskStarters.map(({ task }) => ({
          task,
          name: unusedName(new Set(file.templates.map(nameOf)), task),
        })),
        subsets: subsetsIn(await workspace.load(signalOf(token)), file),
        names: file.templates.map(nameOf),
      }),
    ),
  );
  const closed: EditPlan = { kind: 'refused', message: 'The file is not open any more.' };
  connection.onRequest<EditPlan, never>(
    planEditMethod,
    handle<PlanEditParams, EditPlan>(planEditMethod, closed, ({ snapshot }, { change }) =>
      plan(parts, snapshot, change),
    ),
  );
}

function subsetsIn(
  files: readonly { readonly file: TemplateFile }[],
  own: TemplateFile,
): EditChoices['subsets'] {
  return files.flatMap(({ file }) => {
    const name = textOf(file, 'subset');
    const isOther = name !== undefined && name !== textOf(own, 'subset');
    return isOther && textOf(file, 'dataset') === textOf(own, 'dataset')
      ? [{ name, templateCount: file.templates.length }]
      : [];
  });
}

function textOf(file: TemplateFile, key: 'dataset' | 'subset'): string | undefined {
  const value = file[key]?.value;
  return value?.type === 'str' ? value.text : undefined;
}

function plan(
  parts: TemplateEditParts,
  snapshot: Snapshot,
  change: TemplateChange,
): EditPlan | Promise<EditPlan> {
  switch (change.kind) {
    case 'new-template':
      return planNew(snapshot, change, parts.newId());
    case 'new-ids':
      return planIds(snapshot, change.templateIds, parts.newId);
    case 'copy':
      return planCopy(parts, snapshot, change);
  }
}

function planNew(
  snapshot: Snapshot,
  { task, name }: TemplateChange & { readonly kind: 'new-template' },
  id: string,
): EditPlan {
  const starter = taskStarters.find((each) => each.task === task);
  if (starter === undefined) return refuse(`There is no task \`${task}\` to start from.`);
  const written = startTemplate(snapshot, starter, { id, name });
  return planned(snapshot, keepForm(snapshot, [insertTemplates(snapshot, [written])]), id);
}

function planIds(snapshot: Snapshot, ids: readonly string[], newId: () => string): EditPlan {
  const made: string[] = [];
  const remember = () => {
    const id = newId();
    made.push(id);
    return id;
  };
  const edits = keepForm(snapshot, idEdits(templatesOf(snapshot, ids), remember));
  const [first] = made;
  return first === undefined
    ? refuse('There is no template to give a new id.')
    : planned(snapshot, edits, first);
}

async function planCopy(
  parts: TemplateEditParts,
  source: Snapshot,
  { templateIds, subset }: TemplateChange & { readonly kind: 'copy' },
): Promise<EditPlan> {
  const uri = subsetUri(source.uri, textOf(source.file, 'subset'), subset);
  if (uri === undefined || uri === source.uri) {
    return refuse(`\`${subset}\` cannot be the folder of another subset. Choose another name.`);
  }
  const found = await openOrRead(parts, uri);
  const target = found ?? createSnapshot({ uri, version: 0, text: '', schema: { kind: 'absent' } });
  const templates = templatesOf(source, templateIds);
  const copied = copyTemplates({ source, templates, target, subset, newId: parts.newId });
  if (copied.kind === 'refused') return copied;
  return { ...planned(target, copied.edits, copied.firstId), isNewFile: found === undefined };
}

async function openOrRead(
  { store, fileSystem }: TemplateEditParts,
  uri: string,
): Promise<Snapshot | undefined> {
  const open = await store.open(uri);
  if (open !== undefined) return open.snapshot;
  const path = pathOf(uri);
  if (path === undefined) return undefined;
  try {
    const text = new TextDecoder().decode(await fileSystem.read(path));
    return createSnapshot({ uri, version: 0, text, schema: { kind: 'absent' } });
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

function templatesOf({ file }: Snapshot, ids: readonly string[]) {
  return ids.flatMap((id) => findTemplate(file.templates, id) ?? []);
}

function planned(
  { uri, text }: Snapshot,
  edits: readonly TextEdit[],
  templateId: string,
): EditPlan & { readonly kind: 'planned' } {
  const lines = new LineIndex(text);
  const wire = edits.map((edit) => toTextEdit(lines, edit));
  return { kind: 'planned', uri, isNewFile: false, edits: wire, templateId };
}

function refuse(message: string): EditPlan {
  return { kind: 'refused', message };
}
