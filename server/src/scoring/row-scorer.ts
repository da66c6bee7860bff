/** Scores with a decoder that gives logits: each choice is a row of its inputs. */
import { groupByLength } from './batching.ts';

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

/** Bounds the memory of one decoder run: tokens that of the logits, rows that of the repeated input. */
const DECODER_LIMITS = { maxRows: 32, maxTokens: 1024 };

/** Runs the encoder once and the decoder over all choices; the sums are in their order. */
export async function scoreRows<Encoded>(
  model: EncoderDecoder<Encoded>,
  decoderStartToken: number,
  input: readonly number[],
  choices: readonly (readonly number[])[],
): Promise<number[]> {
  const encoded = await model.encode(input);
  const sums = choices.map(() => Number.NaN);
  const lengths = choices.map((tokens) => tokens.length);
  for (const group of groupByLength(lengths, DECODER_LIMITS)) {
    const members = group.map((index) => ({ index, tokens: choices[index] ?? [] }));
    const rows = members.map(({ tokens }) => [decoderStartToken, ...tokens.slice(0, -1)]);
    const logits = await model.decode(encoded, rows);
    for (const [row, { index, tokens }] of members.entries()) {
      sums[index] = sumLogProbabilities(logits, row, tokens);
    }
  }
  return sums;
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
