/** What the scoring process and its parent say to each other, as JSON-RPC over the channel between them. */
import { NotificationType0, ProgressType, RequestType } from 'vscode-jsonrpc/node';
import type { ProcessRequest, ScoreReply } from './scoring-protocol.ts';

/** Cancelling it drops what has not begun; the part that runs ends unseen, so that the model stays loaded. */
export const scoreRequest = new RequestType<ScoreCall, ScoreReply, void>('score');

export interface ScoreCall {
  readonly request: ProcessRequest;
  /** Names the progress of this call. */
  readonly progressToken: number;
}

/** Number of prompts done. */
export const scoreProgress = new ProgressType<number>();

/** The process listens. */
export const readyNotification = new NotificationType0('ready');
