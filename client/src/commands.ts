import * as vscode from 'vscode';
import type { CommandId } from '../../server/src/protocol/commands.ts';
import type { RenderResult, ScoreResult } from '../../server/src/protocol/requests.ts';
import type { FileScoreResult } from '../../server/src/protocol/scoring.ts';
import { copyTemplates, newIds, newTemplate } from './authoring/edit-templates.ts';
import { type DatasetCommandParts, datasetCommands } from './datasets/dataset-commands.ts';
import type { TemplateServer } from './language-client.ts';
import { chooseModel } from './models/choose-model.ts';
import { setUpCuda } from './models/set-up-cuda.ts';
import { showCheck } from './models/show-check.ts';
import { openSamples } from './open-samples.ts';
import type { PreviewManager } from './preview/preview-manager.ts';
import type { TemplateReference } from './preview/score-board.ts';
import type { ScoringController } from './scoring/scoring-controller.ts';
import { activeTemplateEditor, templateAt } from './template-at-cursor.ts';
import { templateEditor } from './template-editor.ts';

export interface CommandParts extends DatasetCommandParts {
  readonly context: vscode.ExtensionContext;
  readonly preview: PreviewManager;
  readonly scoring: ScoringController;
}

/** Called with `uri, templateId` by lenses and findings, which may name a row, and without by the command palette. */
type Command = (
  parts: CommandParts,
  uri?: unknown,
  templateId?: unknown,
  row?: unknown,
) => Promise<unknown>;

const commands: Readonly<Record<CommandId, Command>> = {
  'p3.previewTemplate': previewTemplate,
  'p3.scoreTemplate': scoreTemplate,
  ...datasetCommands,
  'p3.scoreAllTemplates': scoreAllTemplates,
  'p3.showScores': showScores,
  'p3.chooseModel': ({ server }) => chooseModel(server.models),
  'p3.checkScoring': ({ server, texts }) => showCheck(server.models, texts),
  'p3.setUpCuda': ({ server }) => setUpCuda(server.models),
  'p3.stopScoring': ({ scoring }) => scoring.stop(),
  'p3.newTemplate': ({ server }, ...given) => newTemplate(server, ...given),
  'p3.newIds': ({ server }, ...given) => newIds(server, ...given),
  'p3.copyTemplates': ({ server }, ...given) => copyTemplates(server, ...given),
  'p3.openSamples': ({ context }) => openSamples(context),
  'p3.openWalkthrough': openWalkthrough,
  'p3.restartServer': ({ server }) => server.restart(),
};

export function registerCommands(parts: CommandParts): vscode.Disposable {
  const registrations = Object.entries(commands).map(([id, command]) =>
    vscode.commands.registerCommand(id, (uri?: unknown, templateId?: unknown, row?: unknown) =>
      command(parts, uri, templateId, row),
    ),
  );
  return vscode.Disposable.from(...registrations);
}

async function previewTemplate(
  parts: CommandParts,
  uri?: unknown,
  templateId?: unknown,
  row?: unknown,
): Promise<RenderResult | undefined> {
  const template = await resolveTemplate(parts.server, uri, templateId);
  const place = typeof row === 'number' ? { row } : {};
  return template && parts.preview.show(template, place);
}

async function scoreTemplate(
  parts: CommandParts,
  uri?: unknown,
  templateId?: unknown,
): Promise<ScoreResult | undefined> {
  const template = await resolveTemplate(parts.server, uri, templateId);
  if (template === undefined) {
    return undefined;
  }
  const [result] = await Promise.all([
    parts.scoring.score(template),
    parts.preview.show(template, { tab: 'scores' }),
  ]);
  return result;
}

async function scoreAllTemplates(
  parts: CommandParts,
  uri?: unknown,
): Promise<FileScoreResult | undefined> {
  const template = await firstTemplate(parts.server, uri);
  if (template === undefined) {
    return undefined;
  }
  const [result] = await Promise.all([
    parts.scoring.scoreFile(template.uri),
    parts.preview.show(template, { tab: 'templates' }),
  ]);
  return result;
}

/** Of the template, or of the file where no template is named. */
async function showScores(
  parts: CommandParts,
  uri?: unknown,
  templateId?: unknown,
): Promise<RenderResult | undefined> {
  if (typeof uri === 'string' && templateId === undefined) {
    const template = await firstTemplate(parts.server, uri);
    return template && parts.preview.show(template, { tab: 'templates' });
  }
  const template = await resolveTemplate(parts.server, uri, templateId);
  return template && parts.preview.show(template, { tab: 'scores' });
}

/** The template at the cursor, if it is in that file; else the first of the file. */
async function firstTemplate(
  server: TemplateServer,
  uri: unknown,
): Promise<TemplateReference | undefined> {
  const atCursor = await templateAtCursor(server);
  if (typeof uri !== 'string' || atCursor?.uri === uri) {
    return atCursor ?? resolveTemplate(server, undefined, undefined);
  }
  const [first] = await server.listTemplates(uri);
  return first && { uri, templateId: first.id };
}

async function resolveTemplate(
  server: TemplateServer,
  uri: unknown,
  templateId: unknown,
): Promise<TemplateReference | undefined> {
  if (typeof uri === 'string' && typeof templateId === 'string') {
    return { uri, templateId };
  }
  const editor = await templateEditor();
  if (editor === undefined) return undefined;
  const template = await templateIn(server, editor);
  if (template === undefined) {
    void vscode.window.showInformationMessage(
      'This file has no template yet. `P3: New template` adds one.',
    );
  }
  return template;
}

async function templateAtCursor(server: TemplateServer): Promise<TemplateReference | undefined> {
  const editor = activeTemplateEditor();
  return editor && templateIn(server, editor);
}

async function templateIn(
  server: TemplateServer,
  { document, selection }: vscode.TextEditor,
): Promise<TemplateReference | undefined> {
  const uri = document.uri.toString();
  const template = templateAt(await server.listTemplates(uri), selection.active);
  return template && { uri, templateId: template.id };
}

async function openWalkthrough({ context }: CommandParts): Promise<void> {
  const id = `${context.extension.id}#start`;
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', id, false);
}
