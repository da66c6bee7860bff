import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { ScoreResult } from '../../../server/src/protocol/requests.ts';
import type { ScoreState } from '../../webview/messages.ts';
import { currentSettings } from '../configuration.ts';
import type { TemplateServer } from '../language-client.ts';
import type { PreviewManager } from '../preview/preview-manager.ts';
import { keyOf, type TemplateReference } from '../preview/score-board.ts';
import type { Trust } from '../trust.ts';

/** Runs scores with progress and cancel, and shows what comes of them in the preview. */
export interface ScoringController extends vscode.Disposable {
  score(template: TemplateReference): Promise<ScoreResult>;
  readonly onDidScore: vscode.Event<Extract<ScoreResult, { kind: 'scored' }>>;
}

interface ScoringOptions {
  readonly server: TemplateServer;
  readonly trust: Trust;
  readonly preview: PreviewManager;
}

interface ScoreRun {
  readonly source: vscode.CancellationTokenSource;
  readonly result: Promise<ScoreResult>;
}

export function createScoringController(options: ScoringOptions): ScoringController {
  const runs = new Map<string, ScoreRun>();
  const scored = new vscode.EventEmitter<Extract<ScoreResult, { kind: 'scored' }>>();

  async function score(template: TemplateReference): Promise<ScoreResult> {
    const running = runs.get(keyOf(template));
    if (running !== undefined) {
      return running.result;
    }
    const source = new vscode.CancellationTokenSource();
    const result = showRun(template, source, options);
    runs.set(keyOf(template), { source, result });
    try {
      const outcome = await result;
      if (outcome.kind === 'scored') {
        scored.fire(outcome);
      }
      return outcome;
    } finally {
      runs.delete(keyOf(template));
      source.dispose();
    }
  }

  const subscriptions = [
    scored,
    options.preview.onDidRequestScore((template) => void score(template)),
    options.preview.onDidCancelScore((template) => runs.get(keyOf(template))?.source.cancel()),
  ];
  return {
    score,
    onDidScore: scored.event,
    dispose() {
      for (const { source } of runs.values()) {
        source.cancel();
      }
      vscode.Disposable.from(...subscriptions).dispose();
    },
  };
}

/** One run: its progress in the panel and the status bar, its end in the panel. */
async function showRun(
  template: TemplateReference,
  source: vscode.CancellationTokenSource,
  options: ScoringOptions,
): Promise<ScoreResult> {
  const { preview, server } = options;
  const before = preview.scoreOf(template);
  const runId = randomUUID();
  preview.setScore(template, { kind: 'running', done: 0, total: 0 });
  const result = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: 'Scoring' },
    async (progress) => {
      const listener = server.onScoreProgress(({ runId: id, done, total }) => {
        if (id === runId) {
          preview.setScore(template, { kind: 'running', done, total });
          progress.report({ message: `${done} of ${total} rows` });
        }
      });
      try {
        return await requestScore(template, runId, source.token, options);
      } finally {
        listener.dispose();
      }
    },
  );
  preview.setScore(template, stateAfter(result, before));
  return result;
}

async function requestScore(
  { uri, templateId }: TemplateReference,
  runId: string,
  token: vscode.CancellationToken,
  { server, trust, preview }: ScoringOptions,
): Promise<ScoreResult> {
  const refusal = trust.refusal();
  if (refusal !== null) {
    return { kind: 'failed', message: refusal };
  }
  const limit = currentSettings()['p3.scoring.rows'];
  try {
    const seed = preview.seed();
    return await server.score({ uri, templateId, limit, seed, runId }, token);
  } catch (error) {
    if (token.isCancellationRequested) {
      return { kind: 'cancelled' };
    }
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'failed', message: `The template could not be scored: ${reason}` };
  }
}

/** A cancelled run leaves the result that stood before it. */
function stateAfter(result: ScoreResult, before: ScoreState): ScoreState {
  if (result.kind !== 'cancelled') {
    return { kind: 'finished', result, isOutdated: false };
  }
  return before.kind === 'running' ? { kind: 'none' } : before;
}
