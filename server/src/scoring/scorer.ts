/** Log-likelihoods of answer choices under an encoder-decoder model, by t-zero's formula. */
import type { ChoiceScore } from '../protocol/requests.ts';
import type { ChoiceScorer } from './choice-scorer.ts';
import {
  MAX_CHOICE_TOKENS,
  MAX_INPUT_TOKENS,
  type PromptScore,
  type ScorePrompt,
} from './scoring-protocol.ts';
import type { Tokenize } from './tokenizer.ts';

export interface ScorerOptions {
  readonly tokenize: Tokenize;
  readonly endToken: number;
  /** Whether inputs end with `</s>`. */
  readonly inputEos: boolean;
}

/** Scores one prompt; equal choices are scored once. */
export async function scorePrompt(
  model: ChoiceScorer,
  options: ScorerOptions,
  prompt: ScorePrompt,
): Promise<PromptScore> {
  const input = tokenizeInput(prompt.input, options);
  const choices = prompt.choices.map((choice) => tokenizeChoice(choice, options));
  const sums =
    input.tokens.length === 0
      ? []
      : await scoreDifferent(
          model,
          input.tokens,
          choices.map(({ tokens }) => tokens),
        );
  return {
    row: prompt.row,
    choices: prompt.choices.map((text, index) => toChoiceScore(text, choices[index], sums[index])),
    inputTokens: input.tokens.length,
    isInputCut: input.isCut,
    isChoiceCut: choices.some((choice) => choice.isCut),
  };
}

interface CutTokens {
  readonly tokens: readonly number[];
  readonly isCut: boolean;
}

function tokenizeInput(text: string, options: ScorerOptions): CutTokens {
  const tokens = options.tokenize(text);
  return options.inputEos
    ? cutAndEnd(tokens, MAX_INPUT_TOKENS, options.endToken)
    : { tokens: tokens.slice(0, MAX_INPUT_TOKENS), isCut: tokens.length > MAX_INPUT_TOKENS };
}

function tokenizeChoice(text: string, options: ScorerOptions): CutTokens {
  return cutAndEnd(options.tokenize(text), MAX_CHOICE_TOKENS, options.endToken);
}

/** What is cut still ends with `</s>`, as the Hugging Face tokenizers do it. */
function cutAndEnd(tokens: readonly number[], limit: number, endToken: number): CutTokens {
  const kept = tokens.slice(0, limit - 1);
  return { tokens: [...kept, endToken], isCut: kept.length < tokens.length };
}

/** Choices of the same tokens share one sum, so that their tie is exact. */
async function scoreDifferent(
  model: ChoiceScorer,
  input: readonly number[],
  choices: readonly (readonly number[])[],
): Promise<number[]> {
  const keys = choices.map((tokens) => tokens.join(' '));
  const different = new Map(choices.map((tokens, index) => [keys[index], tokens]));
  const sums = await model.scoreChoices(input, [...different.values()]);
  const byKey = new Map([...different.keys()].map((key, index) => [key, sums[index]]));
  return keys.map((key) => byKey.get(key) ?? Number.NaN);
}

function toChoiceScore(
  text: string,
  cut: CutTokens | undefined,
  sum: number | undefined,
): ChoiceScore {
  const logLikelihood = sum !== undefined && Number.isFinite(sum) ? sum : null;
  return { text, logLikelihood, tokens: cut?.tokens.length ?? 0 };
}
