import type { ChoiceScore } from '../../server/src/protocol/requests.ts';

/**
 * Each choice's share of the probability among the row's choices, from 0 to 1; 0 where the log-likelihood is
 * not finite. For bars alone: the prediction follows from the log-likelihoods.
 */
export function choiceShares(choices: readonly ChoiceScore[]): readonly number[] {
  const finite = choices.flatMap((choice) => choice.logLikelihood ?? []);
  const highest = Math.max(...finite);
  const weights = choices.map(({ logLikelihood }) =>
    logLikelihood === null ? 0 : Math.exp(logLikelihood - highest),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (total === 0 ? 0 : weight / total));
}
