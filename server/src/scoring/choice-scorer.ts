/** A model in memory, whatever its graphs look like. */
export interface ChoiceScorer {
  /**
   * The log-likelihood of each choice given the input: the sum over the choice's tokens. Choices end with `</s>`,
   * and no two are the same.
   */
  scoreChoices(
    input: readonly number[],
    choices: readonly (readonly number[])[],
  ): Promise<readonly number[]>;
  dispose(): Promise<void>;
}
