import { MAX_CHOICE_TOKENS, MAX_INPUT_TOKENS, type ScorePrompt } from './scoring-protocol.ts';
import type { Tokenize } from './tokenizer.ts';

export interface TokenizerSettings {
  readonly tokenize: Tokenize;
  readonly endToken: number;
  /** Whether inputs end with `</s>`. */
  readonly inputEos: boolean;
}

/** A prompt as the model sees it. */
export interface TokenizedPrompt {
  readonly row: number;
  readonly input: readonly number[];
  readonly choices: readonly (readonly number[])[];
  /** Of the choices. */
  readonly texts: readonly string[];
  readonly isInputCut: boolean;
  /** Whether one of the choices was cut. */
  readonly isChoiceCut: boolean;
}

/** Inputs are cut at 1,024 tokens and choices at 256, as t-zero cuts them. */
export function tokenizePrompt(prompt: ScorePrompt, settings: TokenizerSettings): TokenizedPrompt {
  const input = tokenizeInput(prompt.input, settings);
  const choices = prompt.choices.map((text) =>
    cutAndEnd(settings.tokenize(text), MAX_CHOICE_TOKENS, settings.endToken),
  );
  return {
    row: prompt.row,
    input: input.tokens,
    choices: choices.map(({ tokens }) => tokens),
    texts: prompt.choices,
    isInputCut: input.isCut,
    isChoiceCut: choices.some(({ isCut }) => isCut),
  };
}

interface CutTokens {
  readonly tokens: readonly number[];
  readonly isCut: boolean;
}

export function tokenizeInput(text: string, settings: TokenizerSettings): CutTokens {
  const tokens = settings.tokenize(text);
  return settings.inputEos
    ? cutAndEnd(tokens, MAX_INPUT_TOKENS, settings.endToken)
    : { tokens: tokens.slice(0, MAX_INPUT_TOKENS), isCut: tokens.length > MAX_INPUT_TOKENS };
}

/** What is cut still ends with `</s>`, as the Hugging Face tokenizers do it. */
function cutAndEnd(tokens: readonly number[], limit: number, endToken: number): CutTokens {
  const kept = tokens.slice(0, limit - 1);
  return { tokens: [...kept, endToken], isCut: kept.length < tokens.length };
}
