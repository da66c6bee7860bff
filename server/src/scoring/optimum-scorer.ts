/** Runs the two graphs that optimum exports of a T5 model. */
import { writeLabelScoreDecoder } from './checkpoint/label-score-decoder.ts';
import type { PlacementOptions } from './checkpoint/place-weights.ts';
import type { ChoiceScorer } from './choice-scorer.ts';
import { labelScoreNames } from './graph/label-scores.ts';
import { ModelError } from './model-error.ts';
import type { OptimumGraphs } from './model-folder.ts';
import type { GraphInput, OnnxGraph, OpenGraph } from './onnx-session.ts';
import { type DecoderRow, type EncoderDecoder, scoreRows } from './row-scorer.ts';
import type { T5Config } from './t5-config.ts';

/** The encoder's last hidden state of one input, `length × width`. */
interface EncodedInput {
  readonly states: Float32Array;
  readonly length: number;
  readonly width: number;
}

/** One prompt at a time: quantized exports measure activations over all rows of a run. */
const ONE_PROMPT = { maxRows: 1, maxTokens: 1 };

export async function openOptimumScorer(
  openGraph: OpenGraph,
  graphs: OptimumGraphs,
  config: T5Config,
  placement: PlacementOptions,
): Promise<ChoiceScorer> {
  const encoder = await openGraph({
    path: graphs.encoderPath,
    inputs: ['input_ids', 'attention_mask'],
    output: 'last_hidden_state',
    rank: 3,
    shownPath: graphs.encoderPath,
    remedy: REMEDY,
  });
  const decoder = await openDecoder(openGraph, graphs, placement);
  expectVocabulary(decoder, config);
  const model = createEncoderDecoder(encoder, decoder, config);
  return {
    batchLimits: ONE_PROMPT,
    async score(prompts) {
      const sums: number[][] = [];
      for (const { input, choices } of prompts) {
        sums.push(await scoreRows(model, config.decoderStartToken, input, choices));
      }
      return sums;
    },
    async dispose() {
      await encoder.dispose();
      await decoder.dispose();
    },
  };
}

const REMEDY = 'Export the model with `optimum-cli export onnx --task text2text-generation`.';

async function openDecoder(
  openGraph: OpenGraph,
  { decoderPath }: OptimumGraphs,
  placement: PlacementOptions,
): Promise<OnnxGraph> {
  const written = await writeLabelScoreDecoder(decoderPath, placement);
  try {
    return await openGraph({
      path: written.decoderPath,
      inputs: [
        ...['input_ids', 'encoder_attention_mask', 'encoder_hidden_states'],
        labelScoreNames.input,
      ],
      output: labelScoreNames.output,
      rank: 3,
      shownPath: decoderPath,
      remedy: REMEDY,
    });
  } finally {
    await written.remove();
  }
}

function expectVocabulary({ spec, outputShape }: OnnxGraph, config: T5Config): void {
  const vocabulary = outputShape('logits').at(-1);
  if (typeof vocabulary === 'number' && vocabulary < config.vocabularySize) {
    throw new ModelError(
      `\`${spec.shownPath}\` knows ${vocabulary} tokens, but \`vocab_size\` in \`config.json\` is ` +
        `${config.vocabularySize}. The files do not belong to one model: export or copy them again.`,
    );
  }
}

function createEncoderDecoder(
  encoder: OnnxGraph,
  decoder: OnnxGraph,
  config: T5Config,
): EncoderDecoder<EncodedInput> {
  return {
    async encode(tokens) {
      const feeds = { input_ids: int64([tokens]), attention_mask: ones(1, tokens.length) };
      const { data, dims } = await encoder.run(feeds);
      return { states: data, length: tokens.length, width: dims[2] ?? 0 };
    },
    async decode(encoded, rows) {
      const { data, dims } = await decoder.run({
        input_ids: int64(rows.map(({ input }) => input)),
        encoder_attention_mask: ones(rows.length, encoded.length),
        encoder_hidden_states: repeat(encoded, rows.length),
        [labelScoreNames.input]: labels(rows),
        ...pastFeeds(decoder, config, rows.length),
      });
      return { data, length: dims[1] ?? 0 };
    },
  };
}

/** A merged decoder takes its cache as inputs, too: none of it is used in a first pass. */
function pastFeeds(
  decoder: OnnxGraph,
  config: T5Config,
  rows: number,
): Readonly<Record<string, GraphInput>> {
  const past = decoder.inputNames.filter((name) => name.startsWith('past_key_values.'));
  const dims = [rows, config.heads, 0, config.headSize];
  const empty: GraphInput = { type: 'float32', data: new Float32Array(), dims };
  return {
    ...Object.fromEntries(past.map((name) => [name, empty])),
    ...(decoder.inputNames.includes('use_cache_branch') && {
      use_cache_branch: { type: 'bool', data: [false], dims: [1] },
    }),
  };
}

function labels(rows: readonly DecoderRow[]): GraphInput {
  const tokens = int64(rows.map((row) => row.labels));
  return { ...tokens, dims: [...tokens.dims, 1] };
}

/** Rows padded with 0 at the end: behind a causal mask the padding changes nothing before it. */
function int64(rows: readonly (readonly number[])[]): GraphInput {
  const length = Math.max(...rows.map((row) => row.length));
  const data = new BigInt64Array(rows.length * length);
  for (const [index, row] of rows.entries()) {
    data.set(row.map(BigInt), index * length);
  }
  return { type: 'int64', data, dims: [rows.length, length] };
}

function ones(rows: number, length: number): GraphInput {
  const data = new BigInt64Array(rows * length).fill(1n);
  return { type: 'int64', data, dims: [rows, length] };
}

function repeat({ states, length, width }: EncodedInput, rows: number): GraphInput {
  const data = new Float32Array(rows * states.length);
  for (let row = 0; row < rows; row++) {
    data.set(states, row * states.length);
  }
  return { type: 'float32', data, dims: [rows, length, width] };
}
