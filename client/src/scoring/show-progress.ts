import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { describeTime } from '../../webview/describe-time.ts';
import type { RunProgress } from '../../webview/messages.ts';
import type { TemplateServer } from '../language-client.ts';
import type { Trust } from '../trust.ts';

export interface ProgressOptions<Result> {
  readonly server: TemplateServer;
  readonly trust: Trust;
  readonly token: vscode.CancellationToken;
  readonly title: string;
  readonly onProgress: (progress: RunProgress) => void;
  /** Starts the run under a name, by which its progress is known. */
  readonly request: (runId: string) => Promise<Result>;
}

type Outcome =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string };

/** Runs a request with its progress in the status bar; every failure becomes a sentence. */
export async function showProgress<Result>(
  options: ProgressOptions<Result | Outcome>,
): Promise<Result | Outcome> {
  const { server, trust, token, title, onProgress, request } = options;
  const refusal = trust.refusal();
  if (refusal !== null) return { kind: 'failed', message: refusal };
  const runId = randomUUID();
  onProgress({ done: 0, total: 0, millisecondsLeft: null });
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title },
    async (progress) => {
      const listener = server.onScoreProgress(({ runId: id, ...each }) => {
        if (id !== runId) return;
        onProgress(each);
        progress.report({ message: describe(each) });
      });
      try {
        return await request(runId);
      } catch (error) {
        if (token.isCancellationRequested) return { kind: 'cancelled' };
        const reason = error instanceof Error ? error.message : String(error);
        return { kind: 'failed', message: `Nothing could be scored: ${reason}` };
      } finally {
        listener.dispose();
      }
    },
  );
}

function describe({ done, total, millisecondsLeft, weights }: RunProgress): string {
  if (weights !== undefined) {
    return `${weights.what}, ${Math.floor((100 * weights.done) / weights.total)} %`;
  }
  const left = millisecondsLeft === null ? '' : `, ${describeTime(millisecondsLeft)} left`;
  return `${done} of ${total} rows${left}`;
}
