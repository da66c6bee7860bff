/** Requests about scores beside `p3/score`: a whole file at once, the model, the process. */
import type { ScoreInterval, ScoreResult } from './requests.ts';

/** Answers with a `FileScoreResult`; cancelling the request leaves what is scored already. */
export const scoreFileMethod = 'p3/scoreFile';

export interface ScoreFileParams {
  readonly uri: string;
  /** At most this many rows of each template. */
  readonly limit: number;
  /** Names the notifications of this run. */
  readonly runId: string;
}

/** Notification from the server: a template of a run over a file is scored. */
export const templateScoredMethod = 'p3/templateScored';

export interface TemplateScored {
  readonly runId: string;
  readonly result: Extract<ScoreResult, { kind: 'scored' }>;
}

export type FileScoreResult =
  | { readonly kind: 'scored'; readonly uri: string; readonly file: FileScore }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string };

/** The scores of a file's templates, by the normalization of the settings. */
export interface FileScore {
  /** In file order. */
  readonly templates: readonly FileScoreEntry[];
  readonly spread: ScoreSpread;
}

export interface FileScoreEntry {
  readonly id: string;
  readonly name: string;
  /** Null where nothing could be judged; `message` tells why where it is known. */
  readonly accuracy: number | null;
  readonly interval: ScoreInterval | null;
  readonly judged: number;
  readonly message?: string;
}

/** Over the accuracies of templates, as the T0 paper reports prompts; quantiles are interpolated. */
export interface ScoreSpread {
  /** Number of templates with an accuracy. */
  readonly templates: number;
  readonly median: number | null;
  readonly q1: number | null;
  readonly q3: number | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly mean: number | null;
}

/** Ends the scoring process at once; answers null. */
export const stopScoringMethod = 'p3/stopScoring';
