/** Scores with a decoder that reads tokens in a line: each choice is a row of its inputs. */
import { groupByLength } from './batching.ts';

/** The two halves of a model, as a session runs them. */
export interface EncoderDecoder<Encoded> {
  encode(tokens: readonly number[]): Promise<Encoded>;
  /** Runs rows of decoder inputs against one encoded input, and looks up the row of labels that belongs to each. */
  decode(encoded: Encoded, rows: readonly DecoderRow[]): Promise<LabelScores>;
}

export interface DecoderRow {
  readonly input: readonly number[];
  /** As many as there are inputs: what should come after each. */
  readonly labels: readonly number[];
}

/** Log-probabilities of the labels, `rows × length`; what is beyond a row's own length means nothing. */
export interface LabelScores {
  readonly data: Float32Array;
  readonly length: number;
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
    const rows = group.map((index) => {
      const labels = choices[index] ?? [];
      return { input: [decoderStartToken, ...labels.slice(0, -1)], labels };
    });
    const { data, length } = await model.decode(encoded, rows);
    for (const [row, index] of group.entries()) {
      const own = data.subarray(row * length, row * length + (rows[row]?.labels.length ?? 0));
      sums[index] = own.reduce((sum, value) => sum + value, 0);
    }
  }
  return sums;
}
