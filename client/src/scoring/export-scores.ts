import * as vscode from 'vscode';
import type { FileScoreState, ScoreExport, ScoreState } from '../../webview/messages.ts';
import {
  fileScoreCsv,
  fileScoreJson,
  fileScoreMarkdown,
  scoreCsv,
  scoreJson,
  scoreMarkdown,
} from './score-documents.ts';

/** Copies or saves the score of a template, compared as the panel shows it. */
export async function exportScore(
  state: ScoreState,
  { format, normalization }: { readonly format: ScoreExport; readonly normalization: string },
): Promise<void> {
  if (state.kind !== 'finished' || state.result.kind !== 'scored') return;
  const { result } = state;
  const name = `${result.score.name}-scores`;
  switch (format) {
    case 'copy-markdown':
      return copy(scoreMarkdown(result, normalization));
    case 'save-json':
      return save(result.uri, `${name}.json`, scoreJson(result, normalization));
    case 'save-csv':
      return save(result.uri, `${name}.csv`, scoreCsv(result, normalization));
  }
}

/** Copies or saves the table over a file's templates. */
export async function exportFileScore(
  uri: string,
  state: FileScoreState,
  format: ScoreExport,
): Promise<void> {
  if (state.kind !== 'finished') return;
  switch (format) {
    case 'copy-markdown':
      return copy(fileScoreMarkdown(state.file));
    case 'save-json':
      return save(uri, 'templates-scores.json', fileScoreJson(state.file));
    case 'save-csv':
      return save(uri, 'templates-scores.csv', fileScoreCsv(state.file));
  }
}

async function copy(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage('The scores are in the clipboard.', 3000);
}

async function save(beside: string, name: string, text: string): Promise<void> {
  const folder = vscode.Uri.joinPath(vscode.Uri.parse(beside), '..');
  const defaultUri = vscode.Uri.joinPath(folder, name.replaceAll(/[^\p{L}\p{N}. _-]+/gu, '-'));
  const target = await vscode.window.showSaveDialog({ title: 'Save the scores', defaultUri });
  if (target === undefined) return;
  try {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`The scores could not be saved: ${reason}`);
  }
}
