/** Log-likelihoods of answer choices under an encoder-decoder model, by t-zero's formula. */
import type { ChoiceScore } from '../protocol/requests.ts';
import { groupByLength } from './batching.ts';
import {
  MAX_CHOICE_TOKENS,
  MAX_INPUT_TOKENS,
  type PromptScore,
  type ScorePrompt,
} from './scoring-protocol.ts';
import type { Tokenize } from './tokenizer.ts';

/** The two halves of a model, as a session runs them. */
export interface EncoderDecoder<Encoded> {
  encode(tokens: readonly number[]): Promise<Encoded>;
  /** Runs rows of decoder inputs against one encoded input; shorter rows are padded at the end. */
  decode(encoded: Encoded, rows: readonly (readonly number[])[]): Promise<Logits>;
}

/** Unnormalised scores, `rows × length × vocabulary`. */
export interface Logits {
  readonly data: Float32Array;
  readonly length: number;
  readonly vocabulary: number;
}

export interface ScorerOptions {
  readonly tokenize: Tokenize;
  readonly endToken: number;
  readonly decoderStartToken: number;
  /** Whether inputs end with `</s>`. */
  readonly inputEos: boolean;
}

/** Scores one prompt: the encoder runs once, the decoder over all different choices. */
export async function scorePrompt<Encoded>(
  model: EncoderDecoder<Encoded>,
  options: ScorerOptions,
  prompt: ScorePrompt,
): Promise<PromptScore> {
  const input = tokenizeInput(prompt.input, options);
  const choices = prompt.choices.map((choice) => tokenizeChoice(choice, options));
  const sums =
    input.tokens.length === 0
      ? []
      : await sumLogLikelihoods(
          model,
          options,
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

/** Bounds the memory of one decoder run: tokens that of the logits, rows that of the repeated input. */
const DECODER_LIMITS = { maxRows: 32, maxTokens: 1024 };

async function sumLogLikelihoods<Encoded>(
  model: EncoderDecoder<Encoded>,
  options: ScorerOptions,
  input: readonly number[],
  choices: readonly (readonly number[])[],
): Promise<number[]> {
  // Choices of the same tokens share one sum, so that their tie is exact.
  const keys = choices.map((tokens) => tokens.join(' '));
  const unique = [...new Map(choices.map((tokens, index) => [keys[index], tokens])).entries()];
  const lengths = unique.map(([, tokens]) => tokens.length);
  const encoded = await model.encode(input);
  const sums = new Map<string | undefined, number>();
  for (const group of groupByLength(lengths, DECODER_LIMITS)) {
    const members = group.flatMap((index) => unique.slice(index, index + 1));
    const rows = members.map(([, tokens]) => [options.decoderStartToken, ...tokens.slice(0, -1)]);
    const logits = await model.decode(encoded, rows);
    for (const [row, [key, tokens]] of members.entries()) {
      sums.set(key, sumLogProbabilities(logits, row, tokens));
    }
  }
  return keys.map((key) => sums.get(key) ?? Number.NaN);
}

function sumLogProbabilities(logits: Logits, row: number, tokens: readonly number[]): number {
  const { data, length, vocabulary } = logits;
  let sum = 0;
  for (const [position, token] of tokens.entries()) {
    const start = (row * length + position) * vocabulary;
    sum += logProbability(data.subarray(start, start + vocabulary), token);
  }
  return sum;
}

/** Log-softmax of one entry, in float64 and against the maximum, so that large logits do not overflow. */
export function logProbability(logits: Float32Array, token: number): number {
  let maximum = Number.NEGATIVE_INFINITY;
  for (const logit of logits) {
    maximum = Math.max(maximum, logit);
  }
  let total = 0;
  for (const logit of logits) {
    total += Math.exp(logit - maximum);
  }
  return (logits[token] ?? Number.NaN) - maximum - Math.log(total);
}

function toChoiceScore(
  text: string,
  cut: CutTokens | undefined,
  sum: number | undefined,
): ChoiceScore {
  const logLikelihood = sum !== undefined && Number.isFinite(sum) ? sum : null;
  return { text, logLikelihood, tokens: cut?.tokens.length ?? 0 };
}
