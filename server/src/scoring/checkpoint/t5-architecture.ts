import { ModelError } from '../model-error.ts';
import { readCount, type T5Config } from '../t5-config.ts';

/** What a T5's graphs are built from, beside its weights. */
export interface T5Architecture {
  readonly vocabularySize: number;
  /** Of the hidden states; `heads × headSize` may differ from it. */
  readonly width: number;
  readonly heads: number;
  readonly headSize: number;
  readonly feedForwardSize: number;
  readonly encoderLayers: number;
  readonly decoderLayers: number;
  readonly relativeBuckets: number;
  readonly relativeMaxDistance: number;
  readonly epsilon: number;
  /** T5 1.0 has `relu`, T5 1.1 and all that was made from it `gated-gelu`. */
  readonly feedForward: FeedForward;
  /** Whether the decoder's states are scaled by 1/√width before the output matrix, as in T5 1.0. */
  readonly scalesOutput: boolean;
}

export type FeedForward = 'relu' | 'gated-gelu';

/** Reads a `config.json` with the defaults of transformers' `T5Config`. */
export function parseT5Architecture(json: object, path: string, config: T5Config): T5Architecture {
  const fields = new Map<string, unknown>(Object.entries(json));
  const count = (key: string, fallback: number) => readSize(fields, path, key, fallback);
  const encoderLayers = count('num_layers', 6);
  return {
    vocabularySize: config.vocabularySize,
    heads: config.heads,
    headSize: config.headSize,
    width: count('d_model', 512),
    feedForwardSize: count('d_ff', 2048),
    encoderLayers,
    decoderLayers: count('num_decoder_layers', encoderLayers),
    relativeBuckets: count('relative_attention_num_buckets', 32),
    relativeMaxDistance: count('relative_attention_max_distance', 128),
    epsilon: readEpsilon(fields, path),
    feedForward: readFeedForward(fields, path),
    scalesOutput: readScaling(fields),
  };
}

/** Far beyond every model; what is larger would only run into the limits of memory. */
const MAX_SIZE = 2 ** 24;

function readSize(
  fields: ReadonlyMap<string, unknown>,
  path: string,
  key: string,
  fallback: number,
): number {
  const value = readCount(fields, path, key, fallback);
  if (value < 1 || value > MAX_SIZE) {
    throw new ModelError(`\`${key}\` in \`${path}\` is ${value}, which is no size of a model.`);
  }
  return value;
}

function readEpsilon(fields: ReadonlyMap<string, unknown>, path: string): number {
  const value = fields.get('layer_norm_epsilon') ?? 1e-6;
  if (typeof value !== 'number' || value < 0) {
    throw new ModelError(
      `\`layer_norm_epsilon\` in \`${path}\` is ${JSON.stringify(value)}, expected a number.`,
    );
  }
  return value;
}

function readFeedForward(fields: ReadonlyMap<string, unknown>, path: string): FeedForward {
  const value = fields.get('feed_forward_proj') ?? 'relu';
  if (value === 'relu' || value === 'gated-gelu') {
    return value;
  }
  throw new ModelError(
    `\`feed_forward_proj\` in \`${path}\` is ${JSON.stringify(value)}; only \`relu\` (T5 1.0) and ` +
      '`gated-gelu` (T5 1.1, T0, flan-t5) can be scored.',
  );
}

/** transformers 5 saves `scale_decoder_outputs`, and `tie_word_embeddings` as true whatever it was. */
function readScaling(fields: ReadonlyMap<string, unknown>): boolean {
  const scales = fields.get('scale_decoder_outputs');
  return typeof scales === 'boolean' ? scales : fields.get('tie_word_embeddings') !== false;
}
