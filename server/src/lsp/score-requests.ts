/** Requests about scores: of one template, of all templates of a file, and about the process. */
import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import { CodeLensRefreshRequest } from 'vscode-languageserver/node';
import {
  type ScoreParams,
  type ScoreProgress,
  type ScoreResult,
  scoreMethod,
  scoreProgressMethod,
  type WeightsProgress,
} from '../protocol/requests.ts';
import {
  type FileScoreResult,
  type ScoreFileParams,
  scoreFileMethod,
  stopScoringMethod,
  type TemplateScored,
  templateScoredMethod,
} from '../protocol/scoring.ts';
import type { Settings } from '../protocol/settings.ts';
import type { ScoringClient } from '../scoring/scoring-client.ts';
import { createTimeLeft } from '../scoring/time-left.ts';
import { findTemplate } from '../template/template-name.ts';
import type { ClientFeatures } from './client-features.ts';
import type { DocumentStore } from './document-store.ts';
import type { Logger } from './logger.ts';
import type { Rendering } from './rendering.ts';
import type { ScoreBook } from './score-book.ts';
import { scoreFile } from './score-file.ts';
import { scoreTemplate } from './scoring.ts';
import { signalOf } from './signal.ts';

export interface ScoreRequestParts {
  readonly connection: Connection;
  readonly store: DocumentStore;
  readonly rendering: Rendering;
  readonly scoring: ScoringClient;
  readonly book: ScoreBook;
  readonly settings: () => Settings;
  readonly logger: Logger;
  readonly client: Pick<ClientFeatures, 'refreshesCodeLenses'>;
  /** Milliseconds on a clock that only goes forward. */
  now(): number;
}

export function registerScoreRequests(parts: ScoreRequestParts): void {
  const { connection, logger, scoring } = parts;
  const answer =
    <Params, Result>(
      method: string,
      handler: (
        parts: ScoreRequestParts,
        params: Params,
        token: CancellationToken,
      ) => Promise<Result>,
    ) =>
    (params: Params, token: CancellationToken): Promise<Result | Failure> =>
      handler(parts, params, token).catch((error) => {
        logger.error(`${method} failed`, error);
        const detail = error instanceof Error ? error.message : String(error);
        return { kind: 'failed', message: `The score failed: ${detail}` };
      });
  connection.onRequest<ScoreResult, void>(scoreMethod, answer(scoreMethod, scoreOne));
  connection.onRequest<FileScoreResult, void>(scoreFileMethod, answer(scoreFileMethod, scoreAll));
  connection.onRequest(stopScoringMethod, () => {
    scoring.stop();
    return null;
  });
}

interface Failure {
  readonly kind: 'failed';
  readonly message: string;
}

/** A cancelled score is answered as such, since it is a result that the user asked for. */
async function scoreOne(
  parts: ScoreRequestParts,
  { uri, templateId, limit, sampleSeed = 0, seed = 0, runId }: ScoreParams,
  token: CancellationToken,
): Promise<ScoreResult> {
  const { store, rendering, scoring, settings } = parts;
  const document = await store.open(uri);
  const template = document && findTemplate(document.snapshot.file.templates, templateId);
  if (document === undefined || template === undefined) {
    return { kind: 'failed', message: `The file has no template \`${templateId}\`.` };
  }
  const sample = { size: limit, seed: sampleSeed };
  const told = tellProgress(parts, runId);
  const run = { document, template, sample, seed, signal: signalOf(token), ...told };
  const result = await scoreTemplate(run, rendering, scoring, settings());
  if (result.kind === 'scored') keep(parts, result);
  return result;
}

async function scoreAll(
  parts: ScoreRequestParts,
  { uri, limit, sampleSeed = 0, runId }: ScoreFileParams,
  token: CancellationToken,
): Promise<FileScoreResult> {
  const { connection, store, rendering, scoring, settings } = parts;
  const document = await store.open(uri);
  if (document === undefined) return { kind: 'failed', message: 'The file is not open.' };
  const run = {
    ...{ document, sample: { size: limit, seed: sampleSeed }, signal: signalOf(token) },
    ...tellProgress(parts, runId),
    onScored(result: TemplateScored['result']) {
      keep(parts, result);
      const scored: TemplateScored = { runId, result };
      connection.sendNotification(templateScoredMethod, scored).catch(() => undefined);
    },
  };
  return scoreFile(run, rendering, scoring, settings());
}

function keep({ book, connection, client }: ScoreRequestParts, result: TemplateScored['result']) {
  book.set(result);
  if (client.refreshesCodeLenses) {
    connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
  }
}

/** So often is enough for the eye; a run tells of thousands of rows. */
const PROGRESS_INTERVAL_MS = 100;

function tellProgress({ connection, now }: ScoreRequestParts, runId: string) {
  const timeLeft = createTimeLeft(now);
  let last = Number.NEGATIVE_INFINITY;
  const send = (progress: Omit<ScoreProgress, 'runId'>, isLast: boolean) => {
    if (!isLast && now() - last < PROGRESS_INTERVAL_MS) return;
    last = now();
    // A notification that cannot be sent means that the client is gone, and with it the request.
    connection.sendNotification(scoreProgressMethod, { runId, ...progress }).catch(() => undefined);
  };
  return {
    onProgress(done: number, total: number) {
      const millisecondsLeft = timeLeft.update(done, total);
      send({ done, total, millisecondsLeft }, done >= total);
    },
    onWeights(weights: WeightsProgress) {
      send({ done: 0, total: 0, millisecondsLeft: null, weights }, false);
    },
  };
}
