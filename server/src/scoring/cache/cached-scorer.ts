import type { ChoiceScorer, TokenPrompt } from '../choice-scorer.ts';
import type { ScoreCache } from './score-cache.ts';
import { scoreKeys } from './score-key.ts';

/** Asks the model for what the cache does not have, and keeps what it answers before it passes it on. */
export function createCachedScorer(
  model: ChoiceScorer,
  cache: ScoreCache,
  context: string,
): ChoiceScorer {
  return {
    batchLimits: model.batchLimits,
    dispose: () => model.dispose(),
    async score(prompts) {
      const plans = prompts.map((prompt) => planPrompt(prompt, cache, context));
      const open = plans.filter(({ missing }) => missing.length > 0);
      if (open.length > 0) {
        const asked = open.map(({ input, missing }) => ({
          input,
          choices: missing.map(({ tokens }) => tokens),
        }));
        const answers = await model.score(asked);
        for (const [index, plan] of open.entries()) fill(plan, answers[index] ?? []);
        const fresh = open.flatMap(({ missing, scores }) =>
          missing.map(({ key, choice }) => [key, scores[choice] ?? Number.NaN] as const),
        );
        await cache.add(fresh);
      }
      return plans.map(({ scores }) => scores);
    },
  };
}

interface PromptPlan {
  readonly input: readonly number[];
  /** By choice; NaN where missing. */
  readonly scores: number[];
  readonly missing: readonly MissingChoice[];
}

interface MissingChoice {
  readonly choice: number;
  readonly key: Buffer;
  readonly tokens: readonly number[];
}

function planPrompt(
  { input, choices }: TokenPrompt,
  cache: ScoreCache,
  context: string,
): PromptPlan {
  const keys = scoreKeys(context, input, choices);
  const known = keys.map((key) => cache.get(key));
  const missing = keys.flatMap((key, choice) =>
    known[choice] === undefined ? [{ choice, key, tokens: choices[choice] ?? [] }] : [],
  );
  return { input, scores: known.map((score) => score ?? Number.NaN), missing };
}

function fill({ scores, missing }: PromptPlan, answers: readonly number[]): void {
  for (const [index, { choice }] of missing.entries()) {
    scores[choice] = answers[index] ?? Number.NaN;
  }
}
