import type { T5Architecture } from '../checkpoint/t5-architecture.ts';
import { GraphBuilder, type WeightSource } from './graph-builder.ts';
import type { OnnxModel, OnnxValue } from './onnx-model.ts';
import { T5Layers } from './t5-layers.ts';

export const treeDecoderNames = {
  inputs: [
    'encoder_states',
    'input_mask',
    'node_ids',
    'node_buckets',
    'node_mask',
    'nodes',
    'edges',
  ],
  output: 'edge_log_probabilities',
} as const;

/**
 * T5's decoder over trees of tokens instead of lines, one for each input. A node attends to its ancestors and itself
 * (`node_mask` is 0 there and hugely negative elsewhere), at a distance that is the difference of depths
 * (`node_buckets`). Trees are padded to one size; `nodes` lists the real nodes by their place in `[batch × size]`. The
 * logarithm of a probability leaves the graph for each edge `[place in that list, token]`, instead of a vocabulary's
 * worth for each node.
 */
export function buildTreeDecoderGraph(
  architecture: T5Architecture,
  source: WeightSource,
): OnnxModel {
  const graph = new GraphBuilder(source);
  const layers = new T5Layers(graph, architecture);
  const distances = layers.relativeBias('decoder', 'node_buckets', [0, 3, 1, 2]);
  const bias = graph.node('Add', [distances, 'node_mask']);
  let states = layers.embed('node_ids');
  for (let block = 0; block < architecture.decoderLayers; block++) {
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
  const flat = graph.node('Reshape', [states, graph.int64s([-1, architecture.width])]);
  const logits = predict(graph, layers, architecture, graph.node('Gather', [flat, 'nodes']));
  const axis = { kind: 'int', value: -1 } as const;
  // Not ReduceLogSumExp, which overflows on WebGPU and DirectML.
  const logProbabilities = graph.node('LogSoftmax', [logits], { axis });
  return graph.finish(
    treeInputs(architecture),
    { name: treeDecoderNames.output, type: 'float32', shape: ['edges'] },
    graph.node('GatherND', [logProbabilities, 'edges']),
  );
}

/** Whether the output matrix is one of its own shows in the checkpoint; configurations are wrong about it. */
function predict(
  graph: GraphBuilder,
  layers: T5Layers,
  { vocabularySize, width, scalesOutput }: T5Architecture,
  states: string,
): string {
  const normalized = layers.normalize(states, 'decoder.final_layer_norm.weight');
  const scaled = scalesOutput
    ? graph.node('Mul', [normalized, graph.float(width ** -0.5)])
    : normalized;
  return graph.hasWeight('lm_head.weight')
    ? layers.multiply(scaled, 'lm_head.weight', [vocabularySize, width])
    : layers.multiplyByEmbedding(scaled);
}

function treeInputs({ width }: T5Architecture): readonly OnnxValue[] {
  return [
    { name: 'encoder_states', type: 'float32', shape: ['batch', 'length', width] },
    { name: 'input_mask', type: 'float32', shape: ['batch', 1, 1, 'length'] },
    { name: 'node_ids', type: 'int32', shape: ['batch', 'size'] },
    { name: 'node_buckets', type: 'int32', shape: ['batch', 'size', 'size'] },
    { name: 'node_mask', type: 'float32', shape: ['batch', 1, 'size', 'size'] },
    { name: 'nodes', type: 'int32', shape: ['nodes'] },
    { name: 'edges', type: 'int64', shape: ['edges', 2] },
  ];
}
