/** Requests about scores beside `p3/score`: a whole file at once, the model, the process. */
import type { ScoredRows, ScoreInterval, ScoreResult } from './requests.ts';

/** Answers with a `FileScoreResult`; cancelling the request leaves what is scored already. */
export const scoreFileMethod = 'p3/scoreFile';

export interface ScoreFileParams {
  readonly uri: string;
  /** At most this many rows, the same ones for each template. */
  readonly limit: number;
  /** Decides which rows are drawn; 0 where it is not given. */
  readonly sampleSeed?: number;
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
  /** Null where no template was scored. */
  readonly rows: ScoredRows | null;
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

/** Answers with a `ScoringCheck`: runs the model of the settings on a small prompt. */
export const checkScoringMethod = 'p3/checkScoring';

/** What *P3: Check scoring* and `p3 doctor` tell, line by line. */
export interface ScoringCheck {
  readonly lines: readonly CheckLine[];
}

export interface CheckLine {
  readonly isGood: boolean;
  readonly name: string;
  readonly detail: string;
}

/** Answers with a `ModelList`. */
export const listModelsMethod = 'p3/listModels';

export interface ModelList {
  /** Models of the Hub that are known to work. */
  readonly known: readonly KnownModelSummary[];
  readonly local: readonly LocalModelSummary[];
}

export interface KnownModelSummary {
  readonly id: string;
  readonly about: string;
  readonly licence: string;
  readonly downloadBytes: number;
  /** What scoring takes, in float32 and in int8. */
  readonly memoryBytes: { readonly fp32: number; readonly int8: number };
}

export interface LocalModelSummary {
  readonly name: string;
  readonly folder: string;
  readonly bytes: number;
  readonly from: 'downloaded' | 'hub-cache';
}

/** Asks the Hub what a download takes; answers with a `PlannedDownload`. */
export const planDownloadMethod = 'p3/planDownload';

export interface PlanDownloadParams {
  /** On the Hub, as `owner/name`. */
  readonly id: string;
}

export type PlannedDownload =
  | {
      readonly kind: 'planned';
      readonly bytes: number;
      readonly missingBytes: number;
      readonly freeBytes: number;
      readonly folder: string;
      readonly host: string;
    }
  | { readonly kind: 'failed'; readonly message: string };

/** Downloads a model, or what is missing of it; cancelling keeps what is there. Answers with a `DownloadResult`. */
export const downloadModelMethod = 'p3/downloadModel';

export interface DownloadModelParams {
  readonly id: string;
  /** Names the progress notifications. */
  readonly runId: string;
}

export type DownloadResult =
  | { readonly kind: 'downloaded'; readonly folder: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string };

/** Notification from the server: bytes that are there of those that are needed. */
export const downloadProgressMethod = 'p3/downloadProgress';

export interface DownloadProgress {
  readonly runId: string;
  readonly done: number;
  readonly total: number;
}

/** Puts ONNX Runtime's CUDA part where it is found; answers with a `CudaResult`. */
export const setUpCudaMethod = 'p3/setUpCuda';

export interface SetUpCudaParams {
  /** Of the NuGet package, or of the folder where it was unpacked. */
  readonly path: string;
}

export type CudaResult =
  /** `missing`: libraries of NVIDIA that this machine lacks. */
  | { readonly kind: 'ready'; readonly folder: string; readonly missing: readonly string[] }
  | { readonly kind: 'failed'; readonly message: string };
