/** What the scoring process and its parent say to each other, as JSON-RPC over the channel between them. */
import { NotificationType0, ProgressType, RequestType, RequestType0 } from 'vscode-jsonrpc/node';
import type { WeightsProgress } from '../protocol/requests.ts';
import type { ProcessRequest, ScoreReply } from './scoring-protocol.ts';

/** Cancelling it drops what has not begun; the part that runs ends unseen, so that the model stays loaded. */
export const scoreRequest = new RequestType<ScoreCall, ScoreReply, void>('score');

export interface ScoreCall {
  readonly request: ProcessRequest;
  /** Names the progress of this call. */
  readonly progressToken: number;
}

/** Needs the model's tokenizer alone, and does not wait for scores. */
export const countRequest = new RequestType<CountCall, CountReply, void>('countTokens');

export interface CountCall {
  readonly modelFolder: string;
  readonly texts: readonly string[];
}

export type CountReply =
  /** Without `</s>`, in the order of the texts. */
  | { readonly kind: 'counted'; readonly counts: readonly number[] }
  /** A sentence for the user. */
  | { readonly kind: 'failed'; readonly message: string };

export const scoreProgress = new ProgressType<CallProgress>();

export type CallProgress =
  | { readonly kind: 'weights'; readonly progress: WeightsProgress }
  /** Number of prompts done. */
  | { readonly kind: 'prompts'; readonly done: number };

/** The process listens. */
export const readyNotification = new NotificationType0('ready');

export const inspectRequest = new RequestType0<ProcessState, void>('inspect');

/** What a process tells of itself. */
export interface ProcessState {
  readonly memoryBytes: number;
  readonly threads: number;
  /** What the runtime can compute on, as far as it was built for it. */
  readonly devices: readonly string[];
  /** Name and version; why it does not load where it does not. */
  readonly runtime: string;
}
