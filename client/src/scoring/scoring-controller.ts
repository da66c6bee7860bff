import * as vscode from 'vscode';
import type { ScoreResult } from '../../../server/src/protocol/requests.ts';
import type { FileScoreResult } from '../../../server/src/protocol/scoring.ts';
import type { FileScoreState, ScoreState } from '../../webview/messages.ts';
import { currentSettings } from '../configuration.ts';
import type { TemplateServer } from '../language-client.ts';
import type { PreviewManager } from '../preview/preview-manager.ts';
import { keyOf, type TemplateReference } from '../preview/score-board.ts';
import type { Trust } from '../trust.ts';
import { exportFileScore, exportScore } from './export-scores.ts';
import { createRuns } from './runs.ts';
import { showProgress } from './show-progress.ts';

type Scored = Extract<ScoreResult, { kind: 'scored' }>;

/** Runs scores with progress and cancel, and shows what comes of them in the preview. */
export interface ScoringController extends vscode.Disposable {
  score(template: TemplateReference): Promise<ScoreResult>;
  scoreFile(uri: string): Promise<FileScoreResult>;
  /** Ends the scoring process at once. */
  stop(): Promise<void>;
  readonly onDidScore: vscode.Event<Scored>;
}

interface ScoringOptions {
  readonly server: TemplateServer;
  readonly trust: Trust;
  readonly preview: PreviewManager;
}

export function createScoringController(options: ScoringOptions): ScoringController {
  const { preview, server } = options;
  const scored = new vscode.EventEmitter<Scored>();
  const templates = createRuns<ScoreResult>();
  const files = createRuns<FileScoreResult>();

  const score = (template: TemplateReference) =>
    templates.run(keyOf(template), async (token) => {
      const result = await scoreOne(template, token, options);
      if (result.kind === 'scored') scored.fire(result);
      return result;
    });
  const scoreFile = (uri: string) => files.run(uri, (token) => scoreAll(uri, token, options));

  const subscriptions = [
    scored,
    preview.onDidAskForScore(({ target, message }) => {
      switch (message.kind) {
        case 'score':
          void score(target);
          return;
        case 'cancelScore':
          templates.cancel(keyOf(target));
          return;
        case 'scoreFile':
          void scoreFile(target.uri);
          return;
        case 'cancelScoreFile':
          files.cancel(target.uri);
          return;
        case 'exportScore':
          void exportScore(preview.scoreOf(target), message);
          return;
        case 'exportFileScore':
          void exportFileScore(target.uri, preview.fileScoreOf(target.uri), message.format);
      }
    }),
    server.onTemplateScored(({ result }) => scored.fire(result)),
  ];
  return {
    score,
    scoreFile,
    stop: () => server.stopScoring(),
    onDidScore: scored.event,
    dispose() {
      templates.dispose();
      files.dispose();
      vscode.Disposable.from(...subscriptions).dispose();
    },
  };
}

/** One template: its progress in the panel and the status bar, its end in the panel. */
async function scoreOne(
  template: TemplateReference,
  token: vscode.CancellationToken,
  { preview, server, trust }: ScoringOptions,
): Promise<ScoreResult> {
  const { uri, templateId } = template;
  const before = preview.scoreOf(template);
  const sample = sampleOfSettings();
  const seed = preview.seed();
  const result = await showProgress<ScoreResult>({
    ...{ server, trust, token, title: 'Scoring' },
    onProgress: (progress) => preview.setScore(template, { kind: 'running', ...progress }),
    request: (runId) => server.score({ uri, templateId, ...sample, seed, runId }, token),
  });
  preview.setScore(template, stateAfter(result, before));
  return result;
}

/** All templates of a file, each shown as it is done. */
async function scoreAll(
  uri: string,
  token: vscode.CancellationToken,
  { preview, server, trust }: ScoringOptions,
): Promise<FileScoreResult> {
  const before = preview.fileScoreOf(uri);
  const sample = sampleOfSettings();
  const listener = server.onTemplateScored(({ result }) => {
    const template = { uri: result.uri, templateId: result.score.id };
    preview.setScore(template, { kind: 'finished', result, isOutdated: false });
  });
  try {
    const result = await showProgress<FileScoreResult>({
      ...{ server, trust, token, title: 'Scoring all templates' },
      onProgress: (progress) => preview.setFileScore(uri, { kind: 'running', ...progress }),
      request: (runId) => server.scoreFile({ uri, ...sample, runId }, token),
    });
    preview.setFileScore(uri, fileStateAfter(result, before));
    return result;
  } finally {
    listener.dispose();
  }
}

/** Which rows are scored. */
function sampleOfSettings() {
  const settings = currentSettings();
  return {
    limit: settings['p3.scoring.rows'],
    sampleSeed: settings['p3.scoring.sampleSeed'],
  };
}

/** A cancelled run leaves the result that stood before it. */
function stateAfter(result: ScoreResult, before: ScoreState): ScoreState {
  if (result.kind !== 'cancelled') {
    return { kind: 'finished', result, isOutdated: false };
  }
  return before.kind === 'running' ? { kind: 'none' } : before;
}

function fileStateAfter(result: FileScoreResult, before: FileScoreState): FileScoreState {
  switch (result.kind) {
    case 'scored':
      return { kind: 'finished', file: result.file };
    case 'failed':
      return result;
    case 'cancelled':
      return before.kind === 'running' ? { kind: 'none' } : before;
  }
}
