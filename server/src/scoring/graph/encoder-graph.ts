import type { T5Architecture } from '../checkpoint/t5-architecture.ts';
import { GraphBuilder, type WeightSource } from './graph-builder.ts';
import type { OnnxModel } from './onnx-model.ts';
import { T5Layers } from './t5-layers.ts';

/** Names of the inputs and the output, which are also those of the tree decoder's input of states. */
export const encoderNames = {
  inputs: ['input_ids', 'distance_buckets', 'input_mask'],
  output: 'encoder_states',
} as const;

/**
 * T5's encoder over inputs padded to one length: token ids `[batch, length]`, the bucket of the distance between each
 * two positions `[length, length]`, and a mask `[batch, 1, 1, length]`: 0, or hugely negative where there is padding.
 */
export function buildEncoderGraph(architecture: T5Architecture, source: WeightSource): OnnxModel {
  const graph = new GraphBuilder(source);
  const layers = new T5Layers(graph, architecture);
  const distances = layers.relativeBias('encoder', 'distance_buckets', [2, 0, 1]);
  const bias = graph.node('Add', [distances, 'input_mask']);
  let states = layers.embed('input_ids');
  for (let block = 0; block < architecture.encoderLayers; block++) {
    const [attention, feedForward] = [0, 1].map((layer) => `encoder.block.${block}.layer.${layer}`);
    states = layers.residual(states, `${attention}`, (normalized) =>
      layers.attend(`${attention}.SelfAttention`, normalized, normalized, bias),
    );
    states = layers.residual(states, `${feedForward}`, (normalized) =>
      layers.feedForward(`${feedForward}`, normalized),
    );
  }
  return graph.finish(
    [
      { name: 'input_ids', type: 'int32', shape: ['batch', 'length'] },
      { name: 'distance_buckets', type: 'int32', shape: ['length', 'length'] },
      { name: 'input_mask', type: 'float32', shape: ['batch', 1, 1, 'length'] },
    ],
    { name: encoderNames.output, type: 'float32', shape: ['batch', 'length', architecture.width] },
    layers.normalize(states, 'encoder.final_layer_norm.weight'),
  );
}
