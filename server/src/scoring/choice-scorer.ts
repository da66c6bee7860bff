import type { GroupLimits } from './batching.ts';

/** A model in memory, whatever its graphs look like. */
export interface ChoiceScorer {
  /** What one call may take; a scorer that quantizes activations takes one prompt, so that no score depends on another. */
  readonly batchLimits: GroupLimits;
  /**
   * The log-likelihood of each choice of each prompt, in order: the sum over the choice's tokens. No two choices of a
   * prompt are the same.
   */
  score(prompts: readonly TokenPrompt[]): Promise<readonly (readonly number[])[]>;
  dispose(): Promise<void>;
}

/** An input with its choices, as token ids. Inputs have at least one; choices end with `</s>`. */
export interface TokenPrompt {
  readonly input: readonly number[];
  readonly choices: readonly (readonly number[])[];
}
