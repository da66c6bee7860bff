import * as vscode from 'vscode';
import type { CommandId } from '../../server/src/protocol/commands.ts';
import type { RenderResult, ScoreResult } from '../../server/src/protocol/requests.ts';
import { type DatasetCommandParts, datasetCommands } from './datasets/dataset-commands.ts';
import type { TemplateServer } from './language-client.ts';
import type { PreviewManager } from './preview/preview-manager.ts';
import type { TemplateReference } from './preview/score-board.ts';
import type { ScoringController } from './scoring/scoring-controller.ts';
import { activeTemplateEditor, templateAt } from './template-at-cursor.ts';

export interface CommandParts extends DatasetCommandParts {
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
  const first = typeof row === 'number' ? row : undefined;
  return template && parts.preview.show(template, first);
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
  const [result] = await Promise.all([parts.scoring.score(template), parts.preview.show(template)]);
  return result;
}

async function resolveTemplate(
  server: TemplateServer,
  uri: unknown,
  templateId: unknown,
): Promise<TemplateReference | undefined> {
  if (typeof uri === 'string' && typeof templateId === 'string') {
    return { uri, templateId };
  }
  const template = await templateAtCursor(server);
  if (template === undefined) {
    void vscode.window.showInformationMessage(
      'Open a `templates.yaml` and put the cursor into a template.',
    );
  }
  return template;
}

async function templateAtCursor(server: TemplateServer): Promise<TemplateReference | undefined> {
  const editor = activeTemplateEditor();
  if (editor === undefined || !server.isRunning()) {
    return undefined;
  }
  const uri = editor.document.uri.toString();
  const template = templateAt(await server.listTemplates(uri), editor.selection.active);
  return template && { uri, templateId: template.id };
}
