/** Models with random weights, of the sizes that people score with. */
import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeSafetensorsHeader } from '../../../server/src/scoring/checkpoint/safetensors.ts';
import type { T5Architecture } from '../../../server/src/scoring/checkpoint/t5-architecture.ts';

const common = {
  vocabularySize: 32128,
  headSize: 64,
  relativeBuckets: 32,
  relativeMaxDistance: 128,
  epsilon: 1e-6,
  feedForward: 'gated-gelu',
  scalesOutput: false,
} as const;

/** flan-t5-small's: 77 million parameters. */
export const smallShape: T5Architecture = {
  ...common,
  ...{ width: 512, heads: 6, feedForwardSize: 1024, encoderLayers: 8, decoderLayers: 8 },
};

/** Heads and layers of a real model in nine million parameters, for a test against transformers. */
export const testShape: T5Architecture = {
  ...{ ...common, vocabularySize: 1800 },
  ...{ width: 256, heads: 6, feedForwardSize: 1024, encoderLayers: 3, decoderLayers: 3 },
};

/** flan-t5-large's: 783 million parameters, 3.1 GB in float32. */
export const largeShape: T5Architecture = {
  ...common,
  ...{ width: 1024, heads: 16, feedForwardSize: 2816, encoderLayers: 24, decoderLayers: 24 },
};

/** Numbers from 0 to 1, always the same ones. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Writes `model.safetensors` and the `config.json` that belongs to it. Weights repeat after four million. */
export async function writeRandomModel(folder: string, shape: T5Architecture): Promise<void> {
  await writeFile(join(folder, 'config.json'), JSON.stringify(describe(shape), null, 2));
  const tensors = tensorShapes(shape).map(([name, sizes]) => ({
    name,
    dtype: 'F32',
    shape: sizes,
  }));
  const file = await open(join(folder, 'model.safetensors'), 'w');
  await file.write(encodeSafetensorsHeader(tensors));
  const random = createRandom(1910);
  const noise = Float32Array.from({ length: 2 ** 22 }, () => random() - 0.5);
  let start = 0;
  for (const { name, shape: sizes } of tensors) {
    const scale = name.includes('norm') ? 0 : name === 'shared.weight' ? 2 : 0.1;
    const count = sizes.reduce((product, size) => product * size, 1);
    const values = new Float32Array(count);
    for (let index = 0; index < count; index++) {
      values[index] = scale === 0 ? 1 : scale * (noise[(start + index) % noise.length] ?? 0);
    }
    // A prime, so that no two tensors are the same.
    start = (start + 1_000_003) % noise.length;
    await file.write(new Uint8Array(values.buffer));
  }
  await file.close();
}

/** The `config.json`. */
function describe(shape: T5Architecture): object {
  return {
    ...{
      model_type: 't5',
      architectures: ['T5ForConditionalGeneration'],
      is_encoder_decoder: true,
    },
    ...{ vocab_size: shape.vocabularySize, d_model: shape.width, d_ff: shape.feedForwardSize },
    ...{ num_heads: shape.heads, d_kv: shape.headSize, num_layers: shape.encoderLayers },
    ...{ num_decoder_layers: shape.decoderLayers, feed_forward_proj: shape.feedForward },
    ...{ relative_attention_num_buckets: 32, relative_attention_max_distance: 128 },
    ...{ tie_word_embeddings: false, decoder_start_token_id: 0, pad_token_id: 0, eos_token_id: 1 },
    layer_norm_epsilon: shape.epsilon,
  };
}

function tensorShapes(shape: T5Architecture): readonly (readonly [string, readonly number[]])[] {
  const { width, heads, headSize, feedForwardSize: wide, vocabularySize } = shape;
  const inner = heads * headSize;
  const attention = (name: string) =>
    ['q', 'k', 'v', 'o'].map(
      (part) => [`${name}.${part}.weight`, part === 'o' ? [width, inner] : [inner, width]] as const,
    );
  const feedForward = (name: string) => [
    [`${name}.wi_0.weight`, [wide, width]] as const,
    [`${name}.wi_1.weight`, [wide, width]] as const,
    [`${name}.wo.weight`, [width, wide]] as const,
  ];
  const block = (side: string, index: number, parts: readonly string[]) =>
    parts.flatMap((part, layer) => {
      const name = `${side}.block.${index}.layer.${layer}`;
      const weights = part === 'DenseReluDense' ? feedForward : attention;
      return [...weights(`${name}.${part}`), [`${name}.layer_norm.weight`, [width]] as const];
    });
  const stack = (side: string, layers: number, parts: readonly string[]) => [
    ...Array.from({ length: layers }, (_, index) => block(side, index, parts)).flat(),
    [`${side}.final_layer_norm.weight`, [width]] as const,
    [`${side}.block.0.layer.0.SelfAttention.relative_attention_bias.weight`, [32, heads]] as const,
  ];
  return [
    ['shared.weight', [vocabularySize, width]],
    ['lm_head.weight', [vocabularySize, width]],
    ...stack('encoder', shape.encoderLayers, ['SelfAttention', 'DenseReluDense']),
    ...stack('decoder', shape.decoderLayers, [
      'SelfAttention',
      'EncDecAttention',
      'DenseReluDense',
    ]),
  ];
}
