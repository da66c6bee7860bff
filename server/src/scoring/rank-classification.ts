/** Rank classification as T0 was evaluated: the likeliest choice is the prediction. */
import type { ChoiceScore } from '../protocol/requests.ts';

/**
 * How sums of log-probabilities are compared; T0 compares them as they are. `pmi` takes off the choice's own after a
 * neutral input (pointwise mutual information), the others divide by a length.
 */
export type Normalization = 'sum' | 'tokens' | 'characters' | 'bytes' | 'pmi';

export const normalizations: readonly Normalization[] = [
  'sum',
  'tokens',
  'characters',
  'bytes',
  'pmi',
];

/** Index of the likeliest choice, the first on ties; null when a score is missing or there is no choice. */
export function predict(
  choices: readonly ChoiceScore[],
  normalization: Normalization,
): number | null {
  let best: number | null = null;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const [index, choice] of choices.entries()) {
    const score = compared(choice, normalization);
    if (score === null) {
      return null;
    }
    if (best === null || score > bestScore) {
      best = index;
      bestScore = score;
    }
  }
  return best;
}

function compared(choice: ChoiceScore, normalization: Normalization): number | null {
  const { logLikelihood, unconditional } = choice;
  if (logLikelihood === null || normalization !== 'pmi') {
    return logLikelihood && logLikelihood / lengthOf(choice, normalization);
  }
  return unconditional === null ? null : logLikelihood - unconditional;
}

/** At least 1, so that an empty choice keeps its `</s>`. Characters are code points, as in Python's `len`. */
function lengthOf(choice: ChoiceScore, normalization: Normalization): number {
  switch (normalization) {
    case 'sum':
    case 'pmi':
      return 1;
    case 'tokens':
      return Math.max(1, choice.tokens);
    case 'characters':
      return Math.max(1, [...choice.text].length);
    case 'bytes':
      return Math.max(1, new TextEncoder().encode(choice.text).length);
  }
}
