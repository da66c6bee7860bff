/** Encoder and decoder as they are exported everywhere: masks and rows of tokens in, logits out. */
import { link, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checkpoint } from '../../../server/src/scoring/checkpoint/open-checkpoint.ts';
import type { T5Architecture } from '../../../server/src/scoring/checkpoint/t5-architecture.ts';
import { GraphBuilder } from '../../../server/src/scoring/graph/graph-builder.ts';
import {
  encodeOnnxModel,
  type OnnxInitializer,
  type OnnxModel,
} from '../../../server/src/scoring/graph/onnx-model.ts';
import { T5Layers } from '../../../server/src/scoring/graph/t5-layers.ts';
import { relativeBucket } from '../../../server/src/scoring/relative-buckets.ts';

const WEIGHTS = 'model.safetensors';

/** Writes `onnx/encoder_model.onnx` and `onnx/decoder_model_merged.onnx`, as transformers.js wants them. */
export async function writeStockGraphs(
  folder: string,
  shape: T5Architecture,
  checkpoint: Checkpoint,
): Promise<{ readonly encoderPath: string; readonly decoderPath: string }> {
  const graphs = join(folder, 'onnx');
  await mkdir(graphs, { recursive: true });
  const [weights] = checkpoint.values();
  await link(weights?.path ?? '', join(graphs, WEIGHTS));
  const encoderPath = join(graphs, 'encoder_model.onnx');
  const decoderPath = join(graphs, 'decoder_model_merged.onnx');
  await writeFile(encoderPath, encodeOnnxModel(buildEncoder(shape, checkpoint)));
  await writeFile(decoderPath, encodeOnnxModel(buildDecoder(shape, checkpoint)));
  return { encoderPath, decoderPath };
}

const LONGEST_INPUT = 256;
const LONGEST_CHOICE = 16;

function buildEncoder(shape: T5Architecture, checkpoint: Checkpoint): OnnxModel {
  const graph = new GraphBuilder({
    checkpoint,
    locationOf: () => WEIGHTS,
    hasNarrowActivations: false,
  });
  const layers = new T5Layers(graph, shape);
  const buckets = square(graph, 'bucket_table', 'input_ids');
  const distances = layers.relativeBias('encoder', buckets, [2, 0, 1]);
  const bias = graph.node('Add', [distances, additiveMask(graph, 'attention_mask')]);
  let states = layers.embed('input_ids');
  for (let block = 0; block < shape.encoderLayers; block++) {
    const name = (layer: number) => `encoder.block.${block}.layer.${layer}`;
    states = layers.residual(states, name(0), (normalized) =>
      layers.attend(`${name(0)}.SelfAttention`, normalized, normalized, bias),
    );
    states = layers.residual(states, name(1), (normalized) =>
      layers.feedForward(name(1), normalized),
    );
  }
  const model = graph.finish(
    [
      { name: 'input_ids', type: 'int64', shape: ['batch', 'length'] },
      { name: 'attention_mask', type: 'int64', shape: ['batch', 'length'] },
    ],
    { name: 'last_hidden_state', type: 'float32', shape: ['batch', 'length', shape.width] },
    layers.normalize(states, 'encoder.final_layer_norm.weight'),
  );
  return withTables(model, [bucketTable(shape, LONGEST_INPUT, true)]);
}

function buildDecoder(shape: T5Architecture, checkpoint: Checkpoint): OnnxModel {
  const graph = new GraphBuilder({
    checkpoint,
    locationOf: () => WEIGHTS,
    hasNarrowActivations: false,
  });
  const layers = new T5Layers(graph, shape);
  const buckets = square(graph, 'bucket_table', 'input_ids');
  const distances = layers.relativeBias('decoder', buckets, [2, 0, 1]);
  const bias = graph.node('Add', [distances, square(graph, 'causal_table', 'input_ids')]);
  const inputMask = additiveMask(graph, 'encoder_attention_mask');
  let states = layers.embed('input_ids');
  for (let block = 0; block < shape.decoderLayers; block++) {
    const name = (layer: number) => `decoder.block.${block}.layer.${layer}`;
    states = layers.residual(states, name(0), (normalized) =>
      layers.attend(`${name(0)}.SelfAttention`, normalized, normalized, bias),
    );
    states = layers.residual(states, name(1), (normalized) =>
      layers.attend(`${name(1)}.EncDecAttention`, normalized, 'encoder_hidden_states', inputMask),
    );
    states = layers.residual(states, name(2), (normalized) =>
      layers.feedForward(name(2), normalized),
    );
  }
  const { width, vocabularySize } = shape;
  const normalized = layers.normalize(states, 'decoder.final_layer_norm.weight');
  const model = graph.finish(
    [
      { name: 'encoder_attention_mask', type: 'int64', shape: ['batch', 'length'] },
      { name: 'input_ids', type: 'int64', shape: ['batch', 'tokens'] },
      { name: 'encoder_hidden_states', type: 'float32', shape: ['batch', 'length', width] },
    ],
    { name: 'logits', type: 'float32', shape: ['batch', 'tokens', vocabularySize] },
    layers.multiply(normalized, 'lm_head.weight', [vocabularySize, width]),
  );
  return withTables(model, [bucketTable(shape, LONGEST_CHOICE, false), causalTable()]);
}

/** The corner of a table that has as many rows and columns as `ids` has tokens. */
function square(graph: GraphBuilder, table: string, ids: string): string {
  const length = graph.node('Gather', [graph.node('Shape', [ids]), graph.int64s([1])]);
  const axis = { kind: 'int', value: 0 } as const;
  const ends = graph.node('Concat', [length, length], { axis });
  return graph.node('Slice', [table, graph.int64s([0, 0]), ends, graph.int64s([0, 1])]);
}

/** 1 becomes 0, and 0 hugely negative, for each head and query. */
function additiveMask(graph: GraphBuilder, mask: string): string {
  const hidden = graph.node('Sub', [graph.float(1), graph.castToFloat(mask)]);
  const scaled = graph.node('Mul', [hidden, graph.float(-1e9)]);
  return graph.node('Unsqueeze', [scaled, graph.int64s([1, 2])]);
}

function bucketTable(shape: T5Architecture, size: number, isBidirectional: boolean) {
  const { relativeBuckets: buckets, relativeMaxDistance: maxDistance } = shape;
  const scheme = { isBidirectional, buckets, maxDistance };
  const values = Int32Array.from({ length: size * size }, (_, index) =>
    relativeBucket(scheme, (index % size) - Math.floor(index / size)),
  );
  return table('bucket_table', 'int32', size, values);
}

function causalTable(): OnnxInitializer {
  const size = LONGEST_CHOICE;
  const values = Float32Array.from({ length: size * size }, (_, index) =>
    index % size > Math.floor(index / size) ? -1e9 : 0,
  );
  return table('causal_table', 'float32', size, values);
}

function table(
  name: string,
  type: 'int32' | 'float32',
  size: number,
  values: Int32Array<ArrayBuffer> | Float32Array<ArrayBuffer>,
): OnnxInitializer {
  const bytes = new Uint8Array(values.buffer);
  return { name, type, shape: [size, size], data: { kind: 'raw', bytes } };
}

function withTables(model: OnnxModel, tables: readonly OnnxInitializer[]): OnnxModel {
  return { ...model, initializers: [...model.initializers, ...tables] };
}
