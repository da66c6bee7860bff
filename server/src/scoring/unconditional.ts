import type { ChoiceScorer } from './choice-scorer.ts';
import { type TokenizerSettings, tokenizeInput } from './tokenized-prompt.ts';

/** What a choice is scored after to learn how likely it is by itself; HELM's calibration prompt. */
const NEUTRAL_INPUT = 'Answer:';

type ScoreUnconditionally = (choices: readonly (readonly number[])[]) => Promise<readonly number[]>;

/** Log-likelihoods of choices after a neutral input, each computed once. */
export function createUnconditionalScorer(
  model: ChoiceScorer,
  settings: TokenizerSettings,
): ScoreUnconditionally {
  const { tokens: neutral } = tokenizeInput(NEUTRAL_INPUT, settings);
  const known = new Map<string, number>();
  return async (choices) => {
    if (neutral.length === 0) {
      return [];
    }
    const keyed = new Map(choices.map((tokens) => [tokens.join(' '), tokens]));
    const missing = [...keyed].filter(([key]) => !known.has(key));
    if (missing.length > 0) {
      const prompt = { input: neutral, choices: missing.map(([, tokens]) => tokens) };
      const [sums = []] = await model.score([prompt]);
      for (const [index, [key]] of missing.entries()) {
        known.set(key, sums[index] ?? Number.NaN);
      }
    }
    return [...choices].map((tokens) => known.get(tokens.join(' ')) ?? Number.NaN);
  };
}
