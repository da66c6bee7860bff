/** Log-likelihoods of answer choices under an encoder-decoder model, by t-zero's formula. */
import type { ChoiceScore } from '../protocol/requests.ts';
import { groupByLength } from './batching.ts';
import type { ChoiceScorer } from './choice-scorer.ts';
import type { PromptScore, ScorePrompt } from './scoring-protocol.ts';
import {
  type TokenizedPrompt,
  type TokenizerSettings,
  tokenizePrompt,
} from './tokenized-prompt.ts';
import { createUnconditionalScorer } from './unconditional.ts';

export interface ScoreRun {
  /** Counts prompts, after each batch. */
  readonly onProgress?: (done: number) => void;
  /** Asked before each batch. */
  readonly goesOn?: () => Promise<boolean>;
}

/**
 * Scores prompts in batches of like lengths; the results are in the order of the prompts, and no order changes them.
 * Undefined when it did not go on to the end.
 */
export async function scorePrompts(
  model: ChoiceScorer,
  settings: TokenizerSettings,
  prompts: readonly ScorePrompt[],
  run: ScoreRun = {},
): Promise<readonly PromptScore[] | undefined> {
  const scoreUnconditionally = createUnconditionalScorer(model, settings);
  const scores = new Map<number, PromptScore>();
  for (let first = 0; first < prompts.length; first += WINDOW) {
    const window = prompts.slice(first, first + WINDOW);
    const tokenized = window.map((prompt) => tokenizePrompt(prompt, settings));
    const lengths = tokenized.map(({ input }) => input.length);
    for (const batch of groupByLength(lengths, model.batchLimits)) {
      if ((await run.goesOn?.()) === false) {
        return undefined;
      }
      const members = batch.flatMap((index) => tokenized[index] ?? []);
      const sums = await scoreDifferent(model, members);
      for (const [position, prompt] of members.entries()) {
        const given = sums[position] ?? [];
        const unconditional = given.length > 0 ? await scoreUnconditionally(prompt.choices) : [];
        scores.set(first + (batch[position] ?? 0), toPromptScore(prompt, given, unconditional));
      }
      run.onProgress?.(scores.size);
    }
  }
  return prompts.flatMap((_, index) => scores.get(index) ?? []);
}

/** Prompts that are tokenized and sorted together. */
const WINDOW = 128;

/** Choices of the same tokens share one sum, so that their tie is exact. An input without tokens gets none. */
async function scoreDifferent(
  model: ChoiceScorer,
  prompts: readonly TokenizedPrompt[],
): Promise<readonly (readonly number[])[]> {
  const scored = prompts.filter(({ input }) => input.length > 0);
  const keys = scored.map(({ choices }) => choices.map((tokens) => tokens.join(' ')));
  const different = scored.map(({ input, choices }, prompt) => {
    const byKey = new Map(choices.map((tokens, index) => [keys[prompt]?.[index] ?? '', tokens]));
    return { input, choices: byKey };
  });
  const asked = different.map(({ input, choices }) => ({ input, choices: [...choices.values()] }));
  const sums = asked.length > 0 ? await model.score(asked) : [];
  const results = different.map(({ choices }, prompt) => {
    const byKey = new Map([...choices.keys()].map((key, index) => [key, sums[prompt]?.[index]]));
    return (keys[prompt] ?? []).map((key) => byKey.get(key) ?? Number.NaN);
  });
  return prompts.map(({ input }) => (input.length > 0 ? (results.shift() ?? []) : []));
}

function toPromptScore(
  prompt: TokenizedPrompt,
  sums: readonly number[],
  unconditional: readonly number[],
): PromptScore {
  const toChoice = (text: string, index: number): ChoiceScore => ({
    text,
    logLikelihood: finiteOrNull(sums[index]),
    unconditional: finiteOrNull(unconditional[index]),
    tokens: prompt.choices[index]?.length ?? 0,
  });
  const { row, input, texts, isInputCut, isChoiceCut } = prompt;
  return { row, choices: texts.map(toChoice), inputTokens: input.length, isInputCut, isChoiceCut };
}

function finiteOrNull(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
