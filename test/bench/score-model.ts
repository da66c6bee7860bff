/** A random model of flan-t5-small's shape (77 million parameters), and its plain decoder to compare with. */
import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Checkpoint,
  openCheckpoint,
} from '../../server/src/scoring/checkpoint/open-checkpoint.ts';
import type { T5Architecture } from '../../server/src/scoring/checkpoint/t5-architecture.ts';
import { GraphBuilder } from '../../server/src/scoring/graph/graph-builder.ts';
import { encodeOnnxModel, type OnnxModel } from '../../server/src/scoring/graph/onnx-model.ts';
import { T5Layers } from '../../server/src/scoring/graph/t5-layers.ts';

export const shape: T5Architecture = {
  vocabularySize: 32128,
  width: 512,
  heads: 6,
  headSize: 64,
  feedForwardSize: 1024,
  encoderLayers: 8,
  decoderLayers: 8,
  relativeBuckets: 32,
  relativeMaxDistance: 128,
  epsilon: 1e-6,
  feedForward: 'gated-gelu',
  scalesOutput: false,
};

/** Numbers from 0 to 1, always the same ones. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Writes `model.safetensors` with random weights. */
export async function writeRandomModel(folder: string): Promise<void> {
  const shapes = tensorShapes();
  let end = 0;
  const header = Object.fromEntries(
    shapes.map(([name, sizes]) => {
      const begin = end;
      end += 4 * sizes.reduce((product, size) => product * size, 1);
      return [name, { dtype: 'F32', shape: sizes, data_offsets: [begin, end] }];
    }),
  );
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  const file = await open(join(folder, 'model.safetensors'), 'w');
  await file.write(Buffer.concat([length, text]));
  const random = createRandom(1910);
  for (const [name, sizes] of shapes) {
    const scale = name.includes('norm') ? 0 : name === 'shared.weight' ? 2 : 0.1;
    const values = Float32Array.from(
      { length: sizes.reduce((product, size) => product * size, 1) },
      () => (scale === 0 ? 1 : scale * (random() - 0.5)),
    );
    await file.write(new Uint8Array(values.buffer));
  }
  await file.close();
}

function tensorShapes(): readonly (readonly [string, readonly number[]])[] {
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

/** Writes a decoder as it is exported everywhere: rows of tokens in, logits out. Returns its path. */
export async function writeRowDecoder(folder: string): Promise<string> {
  const path = join(folder, 'row-decoder.onnx');
  await writeFile(path, encodeOnnxModel(buildRowDecoder(await openCheckpoint(folder))));
  return path;
}

function buildRowDecoder(checkpoint: Checkpoint): OnnxModel {
  const graph = new GraphBuilder({ checkpoint, locationOf: () => 'model.safetensors' });
  const layers = new T5Layers(graph, shape);
  const bias = graph.node('Add', [layers.relativeBias('decoder', 'buckets', [2, 0, 1]), 'mask']);
  let states = layers.embed('input_ids');
  for (let block = 0; block < shape.decoderLayers; block++) {
    const name = (layer: number) => `decoder.block.${block}.layer.${layer}`;
    states = layers.residual(states, name(0), (normalized) =>
      layers.attend(`${name(0)}.SelfAttention`, normalized, normalized, bias),
    );
    states = layers.residual(states, name(1), (normalized) =>
      layers.attend(`${name(1)}.EncDecAttention`, normalized, 'encoder_states', 'input_mask'),
    );
    states = layers.residual(states, name(2), (normalized) =>
      layers.feedForward(name(2), normalized),
    );
  }
  const { width, vocabularySize } = shape;
  const normalized = layers.normalize(states, 'decoder.final_layer_norm.weight');
  return graph.finish(
    [
      { name: 'encoder_states', type: 'float32', shape: ['rows', 'length', width] },
      { name: 'input_mask', type: 'float32', shape: ['rows', 1, 1, 'length'] },
      { name: 'input_ids', type: 'int32', shape: ['rows', 'tokens'] },
      { name: 'buckets', type: 'int32', shape: ['tokens', 'tokens'] },
      { name: 'mask', type: 'float32', shape: ['tokens', 'tokens'] },
    ],
    { name: 'logits', type: 'float32', shape: ['rows', 'tokens', vocabularySize] },
    layers.multiply(normalized, 'lm_head.weight', [vocabularySize, width]),
  );
}
