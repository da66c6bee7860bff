import * as vscode from 'vscode';
import type { ScoringCheck } from '../../../server/src/protocol/scoring.ts';
import type { ReadOnlyDocuments } from '../read-only-documents.ts';
import type { ModelServer } from './model-server.ts';

/** Runs the model on a small prompt, and shows what comes of it as a document. */
export async function showCheck(
  models: ModelServer,
  texts: ReadOnlyDocuments,
): Promise<ScoringCheck> {
  const check = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Checking how scoring works here' },
    () => models.check(),
  );
  await texts.show('Check scoring.md', checkDocument(check));
  return check;
}

function checkDocument({ lines }: ScoringCheck): string {
  const isWell = lines.every(({ isGood }) => isGood);
  const rows = lines.map(
    ({ isGood, name, detail }) => `- ${isGood ? '✓' : '✗'} ${name}: ${detail}`,
  );
  const verdict = isWell ? 'Scoring works here.' : 'Scoring does not work here yet.';
  return ['# P3: Check scoring', '', verdict, '', ...rows, ''].join('\n');
}
