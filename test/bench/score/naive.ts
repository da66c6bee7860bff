/** What people run: each choice with its input is a row, encoder and all, and JavaScript takes the log-softmax. */
import type { GraphInput, OnnxGraph, OpenGraph } from '../../../server/src/scoring/onnx-session.ts';
import type { BenchPrompt } from './prompts.ts';

export type ScoreWay = (prompts: readonly BenchPrompt[]) => Promise<readonly number[]>;

/** Runs encoder and decoder on padded rows of ids, and gives logits. */
export type RunRows = (
  inputs: PaddedRows,
  decoderInputs: PaddedRows,
) => Promise<{ readonly data: Float32Array; readonly vocabulary: number }>;

export interface PaddedRows {
  readonly ids: BigInt64Array;
  readonly mask: BigInt64Array;
  readonly dims: readonly [rows: number, length: number];
}

const BATCH = 8;

/** Sums in the order of prompts and choices. */
export function scorePairs(run: RunRows): ScoreWay {
  return async (prompts) => {
    const pairs = prompts.flatMap(({ input, choices }) =>
      choices.map((labels) => ({ input, labels })),
    );
    const sums: number[] = [];
    for (let first = 0; first < pairs.length; first += BATCH) {
      const batch = pairs.slice(first, first + BATCH);
      const inputs = pad(batch.map(({ input }) => input));
      const decoderInputs = pad(batch.map(({ labels }) => [0, ...labels.slice(0, -1)]));
      const { data, vocabulary } = await run(inputs, decoderInputs);
      const [, length] = decoderInputs.dims;
      for (const [row, { labels }] of batch.entries()) {
        const start = row * length * vocabulary;
        sums.push(sumLabels(data.subarray(start), vocabulary, labels));
      }
    }
    return sums;
  };
}

export async function openNaive(
  openGraph: OpenGraph,
  paths: { readonly encoderPath: string; readonly decoderPath: string },
): Promise<ScoreWay> {
  const about = { rank: 3, shownPath: paths.encoderPath, remedy: '' };
  const encoder = await openGraph({
    ...{ path: paths.encoderPath, inputs: ['input_ids'], output: 'last_hidden_state', ...about },
  });
  const decoder = await openGraph({
    ...{ path: paths.decoderPath, inputs: ['input_ids'], output: 'logits', ...about },
  });
  return scorePairs(runGraphs(encoder, decoder));
}

function runGraphs(encoder: OnnxGraph, decoder: OnnxGraph): RunRows {
  return async (inputs, decoderInputs) => {
    const mask = int64(inputs.mask, inputs.dims);
    const states = await encoder.run({
      input_ids: int64(inputs.ids, inputs.dims),
      attention_mask: mask,
    });
    const { data, dims } = await decoder.run({
      encoder_attention_mask: mask,
      input_ids: int64(decoderInputs.ids, decoderInputs.dims),
      encoder_hidden_states: { type: 'float32', ...states },
    });
    return { data, vocabulary: dims[2] ?? 0 };
  };
}

function int64(data: BigInt64Array, dims: readonly number[]): GraphInput {
  return { type: 'int64', data, dims };
}

function pad(rows: readonly (readonly number[])[]): PaddedRows {
  const length = Math.max(...rows.map((row) => row.length));
  const ids = new BigInt64Array(rows.length * length);
  const mask = new BigInt64Array(rows.length * length);
  for (const [index, row] of rows.entries()) {
    ids.set(row.map(BigInt), index * length);
    mask.fill(1n, index * length, index * length + row.length);
  }
  return { ids, mask, dims: [rows.length, length] };
}

function sumLabels(logits: Float32Array, vocabulary: number, labels: readonly number[]): number {
  let sum = 0;
  for (const [position, label] of labels.entries()) {
    const start = position * vocabulary;
    let largest = Number.NEGATIVE_INFINITY;
    for (let index = start; index < start + vocabulary; index++) {
      largest = Math.max(largest, logits[index] ?? 0);
    }
    let total = 0;
    for (let index = start; index < start + vocabulary; index++) {
      total += Math.exp((logits[index] ?? 0) - largest);
    }
    sum += (logits[start + label] ?? Number.NaN) - largest - Math.log(total);
  }
  return sum;
}
