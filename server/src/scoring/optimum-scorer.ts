/** Runs the two graphs that optimum exports of a T5 model. */
import type { ChoiceScorer } from './choice-scorer.ts';
import { ModelError } from './model-error.ts';
import type { OptimumGraphs } from './model-folder.ts';
import type { GraphInput, OnnxGraph, OpenGraph } from './onnx-session.ts';
import { type EncoderDecoder, type Logits, scoreRows } from './row-scorer.ts';
import type { T5Config } from './t5-config.ts';

/** The encoder's last hidden state of one input, `length × width`. */
interface EncodedInput {
  readonly states: Float32Array;
  readonly length: number;
  readonly width: number;
}

export async function openOptimumScorer(
  openGraph: OpenGraph,
  { encoderPath, decoderPath }: OptimumGraphs,
  config: T5Config,
): Promise<ChoiceScorer> {
  const open = (path: string, inputs: readonly string[], output: string) =>
    openGraph({ path, inputs, output, rank: 3, shownPath: path, remedy: REMEDY });
  const encoder = await open(encoderPath, ['input_ids', 'attention_mask'], 'last_hidden_state');
  const decoderInputs = ['input_ids', 'encoder_attention_mask', 'encoder_hidden_states'];
  const decoder = await open(decoderPath, decoderInputs, 'logits');
  const model = createEncoderDecoder(encoder, decoder, config);
  return {
    scoreChoices: (input, choices) => scoreRows(model, config.decoderStartToken, input, choices),
    async dispose() {
      await encoder.dispose();
      await decoder.dispose();
    },
  };
}

const REMEDY = 'Export the model with `optimum-cli export onnx --task text2text-generation`.';

function createEncoderDecoder(
  encoder: OnnxGraph,
  decoder: OnnxGraph,
  config: T5Config,
): EncoderDecoder<EncodedInput> {
  return {
    async encode(tokens) {
      const feeds = { input_ids: int64([tokens], 0), attention_mask: ones(1, tokens.length) };
      const { data, dims } = await encoder.run(feeds);
      return { states: data, length: tokens.length, width: dims[2] ?? 0 };
    },
    async decode(encoded, rows) {
      const { data, dims } = await decoder.run({
        input_ids: int64(rows, 0),
        encoder_attention_mask: ones(rows.length, encoded.length),
        encoder_hidden_states: repeat(encoded, rows.length),
        ...pastFeeds(decoder, config, rows.length),
      });
      const [, length = 0, vocabulary = 0] = dims;
      return checkVocabulary({ data, length, vocabulary }, config, decoder);
    },
  };
}

function checkVocabulary(logits: Logits, config: T5Config, { spec }: OnnxGraph): Logits {
  if (logits.vocabulary < config.vocabularySize) {
    throw new ModelError(
      `\`${spec.shownPath}\` knows ${logits.vocabulary} tokens, but \`vocab_size\` in \`config.json\` is ` +
        `${config.vocabularySize}. The files do not belong to one model: export or copy them again.`,
    );
  }
  return logits;
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

/** Rows padded at the end: behind a causal mask the padding changes nothing before it. */
function int64(rows: readonly (readonly number[])[], padding: number): GraphInput {
  const length = Math.max(...rows.map((row) => row.length));
  const data = new BigInt64Array(rows.length * length).fill(BigInt(padding));
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
