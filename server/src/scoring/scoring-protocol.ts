/** What callers ask of the scoring process, and what they get. */
import type { ChoiceScore, ModelSummary } from '../protocol/requests.ts';

/** Where the model runs; `auto` takes the best one that works. */
export type Provider = 'auto' | 'cpu' | 'cuda' | 'webgpu' | 'dml' | 'coreml';

export const providers: readonly Provider[] = ['auto', 'cpu', 'cuda', 'webgpu', 'dml', 'coreml'];

/**
 * How the weights multiply: `int8` per output channel, `int8-wo-fp32` with the layer that overflows first left in
 * float32, `int4` in blocks. `auto` takes a model as it is stored.
 */
export type Precision = 'auto' | 'fp32' | 'int8' | 'int8-wo-fp32' | 'int4';

export const precisions: readonly Precision[] = ['auto', 'fp32', 'int8', 'int8-wo-fp32', 'int4'];

/** Whether inputs end with `</s>`: T0 was trained without it, flan-t5 with it; `auto` knows both. */
export type InputEos = 'auto' | 'on' | 'off';

/** One rendered input with the answers to choose from. */
export interface ScorePrompt {
  /** The row that it was rendered from; comes back with the scores. */
  readonly row: number;
  readonly input: string;
  readonly choices: readonly string[];
}

export interface ScoreRequest {
  /** Null for the embedded model. */
  readonly modelFolder: string | null;
  readonly provider: Provider;
  readonly precision: Precision;
  readonly inputEos: InputEos;
  /** Whether weights on another disk may be copied into the cache folder while they are loaded. */
  readonly allowCopy: boolean;
  /** How much of the disk scores may take, of all models together; 0 keeps none. */
  readonly cacheMegabytes: number;
  readonly prompts: readonly ScorePrompt[];
}

export type ScoreReply =
  | {
      readonly kind: 'scored';
      readonly model: ModelSummary;
      /** In the order of the request. */
      readonly prompts: readonly PromptScore[];
    }
  | { readonly kind: 'cancelled' }
  /** Nothing was done: the weights must be copied first, and `allowCopy` was false. `message` asks for it. */
  | { readonly kind: 'needs-copy'; readonly bytes: number; readonly message: string }
  /** A sentence for the user: what is wrong and what to do. */
  | { readonly kind: 'failed'; readonly message: string };

export interface PromptScore {
  readonly row: number;
  /** In the order of the request. */
  readonly choices: readonly ChoiceScore[];
  /** Tokens that the model was given; 0 when the tokenizer finds nothing in the input. */
  readonly inputTokens: number;
  readonly isInputCut: boolean;
  /** Whether one of the choices was cut. */
  readonly isChoiceCut: boolean;
}

/** Longest input, in tokens: what t-zero cuts at. */
export const MAX_INPUT_TOKENS = 1024;

/** Longest choice, in tokens with `</s>`. */
export const MAX_CHOICE_TOKENS = 256;

/** A request as the process gets it: the folder is known. */
export interface ProcessRequest extends ScoreRequest {
  readonly modelFolder: string;
}

/** The default of the setting. */
export const DEFAULT_CACHE_MEGABYTES = 64;
