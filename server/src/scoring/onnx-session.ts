/** The only file that knows ONNX Runtime: runs a T5 model's two graphs. */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { ModelError } from './model-error.ts';
import type { ModelFolder } from './model-folder.ts';
import type { EncoderDecoder, Logits } from './scorer.ts';
import type { T5Config } from './t5-config.ts';

export interface OnnxSession extends EncoderDecoder<EncodedInput> {
  dispose(): Promise<void>;
}

/** The encoder's last hidden state of one input, `length × width`. */
export interface EncodedInput {
  readonly states: Float32Array;
  readonly length: number;
  readonly width: number;
}

/** Loads both graphs on the CPU; throws a `ModelError` where one of them is broken or no T5. */
export async function openOnnxSession(folder: ModelFolder, threads: number): Promise<OnnxSession> {
  const encoder = await openGraph(folder.encoderPath, threads, {
    inputs: ['input_ids', 'attention_mask'],
    output: 'last_hidden_state',
  });
  const decoder = await openGraph(folder.decoderPath, threads, {
    inputs: ['input_ids', 'encoder_attention_mask', 'encoder_hidden_states'],
    output: 'logits',
  });
  return {
    async encode(tokens) {
      const feeds = { input_ids: int64([tokens], 0), attention_mask: ones(1, tokens.length) };
      const states = await run(encoder, folder.encoderPath, feeds, 'last_hidden_state');
      return { states: states.data, length: tokens.length, width: states.dims[2] ?? 0 };
    },
    async decode(encoded, rows) {
      const feeds = {
        input_ids: int64(rows, 0),
        encoder_attention_mask: ones(rows.length, encoded.length),
        encoder_hidden_states: repeat(encoded, rows.length),
        ...pastFeeds(decoder, folder.config, rows.length),
      };
      const logits = await run(decoder, folder.decoderPath, feeds, 'logits');
      return toLogits(logits, folder);
    },
    async dispose() {
      await encoder.release();
      await decoder.release();
    },
  };
}

function toLogits({ data, dims }: Output, { config, decoderPath }: ModelFolder): Logits {
  const [, length = 0, vocabulary = 0] = dims;
  if (vocabulary < config.vocabularySize) {
    throw new ModelError(
      `\`${decoderPath}\` knows ${vocabulary} tokens, but \`vocab_size\` in \`config.json\` is ` +
        `${config.vocabularySize}. The files do not belong to one model: export or copy them again.`,
    );
  }
  return { data, length, vocabulary };
}

interface GraphNames {
  readonly inputs: readonly string[];
  readonly output: string;
}

async function openGraph(
  path: string,
  threads: number,
  names: GraphNames,
): Promise<InferenceSession> {
  const session = await createSession(path, threads);
  const missing = [
    ...names.inputs.filter((name) => !session.inputNames.includes(name)),
    ...(session.outputNames.includes(names.output) ? [] : [names.output]),
  ];
  if (missing.length > 0) {
    throw new ModelError(
      `\`${path}\` is no graph of a T5 model: it lacks ${missing.map((name) => `\`${name}\``).join(', ')}. ` +
        'Export the model with `optimum-cli export onnx --task text2text-generation`.',
    );
  }
  const output = session.outputMetadata.find((data) => data.name === names.output);
  if (output?.isTensor && output.type !== 'float32') {
    throw new ModelError(
      `\`${path}\` computes in ${output.type}. T5 overflows there, so only models that compute in ` +
        'float32 are scored: export it without a 16-bit type.',
    );
  }
  return session;
}

async function createSession(path: string, threads: number): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(path, {
      executionProviders: ['cpu'],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
      // Busy waiting halves the speed on a machine that does anything else.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    });
  } catch (error) {
    const message =
      `ONNX Runtime cannot load \`${path}\` (${reasonOf(error)}). ` +
      'The file may be cut off, or its external data may be missing: export or copy the model again.';
    throw new ModelError(message, { cause: error });
  }
}

interface Output {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

async function run(
  session: InferenceSession,
  path: string,
  feeds: InferenceSession.FeedsType,
  output: string,
): Promise<Output> {
  const tensor = await runOrExplain(session, path, feeds, output);
  const data = tensor?.data;
  if (tensor === undefined || !(data instanceof Float32Array) || tensor.dims.length !== 3) {
    throw new ModelError(`\`${path}\` gives no \`${output}\` of three dimensions in float32.`);
  }
  return { data, dims: tensor.dims };
}

async function runOrExplain(
  session: InferenceSession,
  path: string,
  feeds: InferenceSession.FeedsType,
  output: string,
): Promise<Tensor | undefined> {
  try {
    return (await session.run(feeds, [output]))[output];
  } catch (error) {
    const message =
      `ONNX Runtime failed while it ran \`${path}\` (${reasonOf(error)}). ` +
      'The graphs may not belong to one model: export or copy them again.';
    throw new ModelError(message, { cause: error });
  }
}

/** A merged decoder takes its cache as inputs, too: none of it is used in a first pass. */
function pastFeeds(
  decoder: InferenceSession,
  config: T5Config,
  rows: number,
): InferenceSession.FeedsType {
  const past = decoder.inputNames.filter((name) => name.startsWith('past_key_values.'));
  const empty = () => new Tensor('float32', [], [rows, config.heads, 0, config.headSize]);
  return {
    ...Object.fromEntries(past.map((name) => [name, empty()])),
    ...(decoder.inputNames.includes('use_cache_branch') && {
      use_cache_branch: new Tensor('bool', [false], [1]),
    }),
  };
}

/** Rows padded at the end: behind a causal mask the padding changes nothing before it. */
function int64(rows: readonly (readonly number[])[], padding: number): Tensor {
  const length = Math.max(...rows.map((row) => row.length));
  const data = new BigInt64Array(rows.length * length).fill(BigInt(padding));
  for (const [index, row] of rows.entries()) {
    data.set(row.map(BigInt), index * length);
  }
  return new Tensor('int64', data, [rows.length, length]);
}

function ones(rows: number, length: number): Tensor {
  return new Tensor('int64', new BigInt64Array(rows * length).fill(1n), [rows, length]);
}

function repeat({ states, length, width }: EncodedInput, rows: number): Tensor {
  const data = new Float32Array(rows * states.length);
  for (let row = 0; row < rows; row++) {
    data.set(states, row * states.length);
  }
  return new Tensor('float32', data, [rows, length, width]);
}

/** The first line, without the path that the sentence around it names already. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const line = (message.split('\n')[0] ?? '').replace(/^Load model from .* failed:/, '');
  return line.trim().replace(/\.$/, '');
}
