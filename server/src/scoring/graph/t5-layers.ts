/** The parts that T5's encoder and decoder share. Operators are those that all providers of ONNX Runtime have. */
import type { T5Architecture } from '../checkpoint/t5-architecture.ts';
import type { GraphBuilder } from './graph-builder.ts';
import { LinearLayers } from './linear-layers.ts';

export class T5Layers {
  readonly #graph: GraphBuilder;
  readonly #sizes: T5Architecture;
  readonly #linear: LinearLayers;
  /** `[batch, length, inner]` to `[batch, length, heads, headSize]`. */
  readonly #splitShape: string;
  readonly #joinShape: string;

  constructor(graph: GraphBuilder, architecture: T5Architecture) {
    this.#graph = graph;
    this.#sizes = architecture;
    this.#linear = new LinearLayers(graph);
    const { heads, headSize } = architecture;
    this.#splitShape = graph.int64s([0, 0, heads, headSize]);
    this.#joinShape = graph.int64s([0, 0, heads * headSize]);
  }

  /** Vectors of token ids. */
  embed(ids: string): string {
    const { vocabularySize, width } = this.#sizes;
    return this.#linear.lookUp(this.embeddingName(), ids, [vocabularySize, width]);
  }

  /** Name of the embedding matrix; some checkpoints keep it only under the encoder's name. */
  embeddingName(): string {
    const names = ['shared.weight', 'encoder.embed_tokens.weight', 'decoder.embed_tokens.weight'];
    return names.find((each) => this.#graph.hasWeight(each)) ?? 'shared.weight';
  }

  /** Attention biases for matrices of buckets; `order` puts the heads, which come last, before each matrix. */
  relativeBias(side: 'encoder' | 'decoder', buckets: string, order: readonly number[]): string {
    const name = `${side}.block.0.layer.0.SelfAttention.relative_attention_bias.weight`;
    const { relativeBuckets, heads } = this.#sizes;
    const table = this.#graph.weight(name, [relativeBuckets, heads]);
    return this.#transpose(this.#graph.node('Gather', [table, buckets]), order);
  }

  /** `states` scaled by their root mean square. */
  normalize(states: string, name: string): string {
    const { width, epsilon } = this.#sizes;
    return this.#graph.node(
      'SimplifiedLayerNormalization',
      [states, this.#graph.weight(name, [width])],
      { axis: { kind: 'int', value: -1 }, epsilon: { kind: 'float', value: epsilon } },
    );
  }

  /** `states` plus what the layer called `name` makes of them. */
  residual(states: string, name: string, compute: (normalized: string) => string): string {
    const change = compute(this.normalize(states, `${name}.layer_norm.weight`));
    return this.#graph.node('Add', [states, change]);
  }

  /** Attention of `queries` to `memory`; T5 does not scale by the size of a head. */
  attend(name: string, queries: string, memory: string, bias: string): string {
    const { width, heads, headSize } = this.#sizes;
    const inner = heads * headSize;
    const project = (states: string, part: string) =>
      this.#splitHeads(this.multiply(states, `${name}.${part}.weight`, [inner, width]));
    const keys = this.#transpose(project(memory, 'k'), [0, 1, 3, 2]);
    const products = this.#graph.node('MatMul', [project(queries, 'q'), keys]);
    const scores = this.#graph.node('Add', [products, bias]);
    const weights = this.#graph.node('Softmax', [scores], { axis: { kind: 'int', value: -1 } });
    const found = this.#graph.node('MatMul', [weights, project(memory, 'v')]);
    const joined = this.#graph.node('Reshape', [
      this.#transpose(found, [0, 2, 1, 3]),
      this.#joinShape,
    ]);
    return this.multiply(joined, `${name}.o.weight`, [width, inner]);
  }

  feedForward(layer: string, states: string): string {
    const { width, feedForwardSize, feedForward } = this.#sizes;
    const name = `${layer}.DenseReluDense`;
    const widen = (part: string) =>
      this.multiply(states, `${name}.${part}.weight`, [feedForwardSize, width]);
    const hidden =
      feedForward === 'relu'
        ? this.#graph.node('Relu', [widen('wi')])
        : this.#graph.node('Mul', [this.#gelu(widen('wi_0')), widen('wi_1')]);
    return this.multiply(hidden, `${name}.wo.weight`, [width, feedForwardSize]);
  }

  /** `states × weightᵀ`: PyTorch keeps a linear layer as `[out, in]`. */
  multiply(states: string, name: string, shape: readonly [number, number]): string {
    return this.#linear.multiply(states, name, shape);
  }

  /** The same with the embedding matrix. */
  multiplyByEmbedding(states: string): string {
    const { vocabularySize, width } = this.#sizes;
    return this.#linear.multiplyByTable(states, this.embeddingName(), [vocabularySize, width]);
  }

  /** The approximation by tanh, transformers' `gelu_new`. */
  #gelu(states: string): string {
    return this.#graph.node('FastGelu', [states], {}, 'com.microsoft');
  }

  #splitHeads(states: string): string {
    const split = this.#graph.node('Reshape', [states, this.#splitShape]);
    return this.#transpose(split, [0, 2, 1, 3]);
  }

  #transpose(value: string, order: readonly number[]): string {
    return this.#graph.node('Transpose', [value], { perm: { kind: 'ints', values: order } });
  }
}
