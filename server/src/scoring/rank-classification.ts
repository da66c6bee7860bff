/** Rank classification as T0 was evaluated: the likeliest choice is the prediction. */
import type { ChoiceScore } from '../protocol/requests.ts';

/** What a sum of log-probabilities is divided by before choices are compared; T0 compares sums. */
export type Normalization = 'sum' | 'tokens' | 'characters' | 'bytes';

export const normalizations: readonly Normalization[] = ['sum', 'tokens', 'characters', 'bytes'];

/** Index of the likeliest choice, the first on ties; null when a score is missing or there is no choice. */
export function predict(
  choices: readonly ChoiceScore[],
  normalization: Normalization,
): number | null {
  let best: number | null = null;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const [index, choice] of choices.entries()) {
    if (choice.logLikelihood === null) {
      return null;
    }
    const score = choice.logLikelihood / lengthOf(choice, normalization);
    if (best === null || score > bestScore) {
      best = index;
      bestScore = score;
    }
  }
  return best;
}

/** At least 1, so that an empty choice keeps its `</s>`. Characters are code points, as in Python's `len`. */
function lengthOf(choice: ChoiceScore, normalization: Normalization): number {
  switch (normalization) {
    case 'sum':
      return 1;
    case 'tokens':
      return Math.max(1, choice.tokens);
    case 'characters':
      return Math.max(1, [...choice.text].length);
    case 'bytes':
      return Math.max(1, new TextEncoder().encode(choice.text).length);
  }
}
