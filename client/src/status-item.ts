import * as vscode from 'vscode';
import { languageId } from './language-id.ts';
import type { ScoringController } from './scoring/scoring-controller.ts';

/** Behind the `{}` of the status bar: which model scored last. */
export function createModelItem(scoring: Pick<ScoringController, 'onDidScore'>): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('p3.model', { language: languageId });
  item.name = 'P3 model';
  item.text = 'Model: none has scored yet';
  const subscription = scoring.onDidScore(({ model }) => {
    item.text = `Model: ${model.name}`;
    item.detail = [model.provider, model.notice].filter(Boolean).join(' · ');
  });
  return vscode.Disposable.from(item, subscription);
}
