import * as vscode from 'vscode';
import type { ScoringCheck } from '../../../server/src/protocol/scoring.ts';
import type { ModelServer } from './model-server.ts';

/** Runs the model on a small prompt, and shows what comes of it as a document. */
export async function showCheck(models: ModelServer): Promise<ScoringCheck> {
  const check = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Checking how scoring works here' },
    () => models.check(),
  );
  const content = checkDocument(check);
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document, { preview: true });
  return check;
}

function checkDocument({ lines }: ScoringCheck): string {
  const isWell = lines.every(({ isGood }) => isGood);
  const rows = lines.map(
    ({ isGood, name, detail }) => `- ${isGood ? '✓' : '✗'} **${name}**: ${detail}`,
  );
  return [
    '# P3: Check scoring',
    '',
    isWell ? 'Scoring works here.' : 'Scoring does not work here yet.',
    '',
    ...rows,
    '',
  ].join('\n');
}
