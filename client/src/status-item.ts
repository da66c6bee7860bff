import * as vscode from 'vscode';
import type { ModelSummary, RenderResult } from '../../server/src/protocol/requests.ts';
import { languageId } from './language-id.ts';
import type { PreviewManager } from './preview/preview-manager.ts';
import type { ScoringController } from './scoring/scoring-controller.ts';

/** Behind the `{}` of the status bar: where the rows come from, and which model scored last. */
export function createStatusItems(
  preview: Pick<PreviewManager, 'onDidRender'>,
  scoring: Pick<ScoringController, 'onDidScore'>,
): vscode.Disposable {
  const rows = createItem('p3.rows', 'P3 rows', 'Rows: open a preview to see them');
  const model = createItem('p3.model', 'P3 model', 'Model: none has scored yet');
  return vscode.Disposable.from(
    rows,
    model,
    preview.onDidRender((result) => showRows(rows, result)),
    scoring.onDidScore((result) => showModel(model, result.model)),
  );
}

function createItem(id: string, name: string, text: string): vscode.LanguageStatusItem {
  const item = vscode.languages.createLanguageStatusItem(id, { language: languageId });
  item.name = name;
  item.text = text;
  return item;
}

function showRows(item: vscode.LanguageStatusItem, result: RenderResult): void {
  const count = result.rowCount === null ? '' : ` (${result.rowCount})`;
  item.text =
    result.rowsOrigin === null
      ? 'Rows: none'
      : `Rows: ${vscode.workspace.asRelativePath(result.rowsOrigin)}${count}`;
  item.detail = result.message ?? '';
}

function showModel(item: vscode.LanguageStatusItem, model: ModelSummary): void {
  item.text = `Model: ${model.name}`;
  item.detail = [model.provider, model.notice].filter(Boolean).join(' · ');
}
