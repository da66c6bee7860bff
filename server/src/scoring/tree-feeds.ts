/** What the graphs of a checkpoint are fed with: see `graph/` for each input's meaning. */
import type { T5Architecture } from './checkpoint/t5-architecture.ts';
import { type ChoiceTree, forEachAncestor } from './choice-tree.ts';
import type { GraphInput } from './onnx-session.ts';
import { type BucketScheme, relativeBucket } from './relative-buckets.ts';

type Feeds = Readonly<Record<string, GraphInput>>;

/** Added to the attention of positions that must not be seen. */
const HIDDEN = -1e9;

/** The encoder's inputs for texts of any lengths. */
export function encoderFeeds(
  distances: DistanceTables,
  inputs: readonly (readonly number[])[],
): Feeds {
  const length = Math.max(...inputs.map((tokens) => tokens.length));
  const ids = new Int32Array(inputs.length * length);
  for (const [row, tokens] of inputs.entries()) {
    ids.set(tokens, row * length);
  }
  return {
    input_ids: { type: 'int32', data: ids, dims: [inputs.length, length] },
    distance_buckets: {
      type: 'int32',
      data: distances.ofLength(length),
      dims: [length, length],
    },
    input_mask: maskInputs(inputs.map((tokens) => tokens.length)),
  };
}

/** Buckets of the distances between positions of an input, which its length alone decides. */
export class DistanceTables {
  readonly #scheme: BucketScheme;
  readonly #tables = new Map<number, Int32Array>();

  constructor({ relativeBuckets, relativeMaxDistance }: T5Architecture) {
    this.#scheme = {
      isBidirectional: true,
      buckets: relativeBuckets,
      maxDistance: relativeMaxDistance,
    };
  }

  /** `length × length`. */
  ofLength(length: number): Int32Array {
    const known = this.#tables.get(length);
    if (known !== undefined) {
      return known;
    }
    const table = this.#compute(length);
    if (this.#tables.size >= MAX_TABLES) {
      this.#tables.clear();
    }
    this.#tables.set(length, table);
    return table;
  }

  #compute(length: number): Int32Array {
    // Each row of the matrix is a window of this one.
    const byOffset = Int32Array.from({ length: 2 * length - 1 }, (_, index) =>
      relativeBucket(this.#scheme, index - (length - 1)),
    );
    const buckets = new Int32Array(length * length);
    for (let row = 0; row < length; row++) {
      buckets.set(byOffset.subarray(length - 1 - row, 2 * length - 1 - row), row * length);
    }
    return buckets;
  }
}

/** The longest take 4 MB each. */
const MAX_TABLES = 16;

/** Hides what is padding in inputs of these lengths. */
function maskInputs(lengths: readonly number[]): GraphInput {
  const longest = Math.max(...lengths);
  const mask = new Float32Array(lengths.length * longest);
  for (const [row, length] of lengths.entries()) {
    mask.fill(HIDDEN, row * longest + length, (row + 1) * longest);
  }
  return { type: 'float32', data: mask, dims: [lengths.length, 1, 1, longest] };
}

/** The encoder's states of one input, `length × width`. */
export interface EncodedInput {
  readonly data: Float32Array;
  readonly length: number;
}

/** The tree decoder's inputs for one tree over each encoded input. */
export function treeFeeds(
  architecture: T5Architecture,
  inputs: readonly EncodedInput[],
  trees: readonly ChoiceTree[],
): Feeds {
  return {
    encoder_states: joinStates(architecture.width, inputs),
    input_mask: maskInputs(inputs.map(({ length }) => length)),
    ...nodeFeeds(architecture, trees),
    ...edgeFeeds(trees),
  };
}

function joinStates(width: number, inputs: readonly EncodedInput[]): GraphInput {
  const length = Math.max(...inputs.map((input) => input.length));
  const dims = [inputs.length, length, width];
  const [first] = inputs;
  if (inputs.length === 1 && first !== undefined) {
    return { type: 'float32', data: first.data, dims };
  }
  const joined = new Float32Array(inputs.length * length * width);
  for (const [row, { data }] of inputs.entries()) {
    joined.set(data, row * length * width);
  }
  return { type: 'float32', data: joined, dims };
}

function nodeFeeds(
  { relativeBuckets, relativeMaxDistance }: T5Architecture,
  trees: readonly ChoiceTree[],
): Feeds {
  const size = sizeOf(trees);
  const scheme = {
    isBidirectional: false,
    buckets: relativeBuckets,
    maxDistance: relativeMaxDistance,
  };
  const tokens = new Int32Array(trees.length * size);
  const mask = new Float32Array(trees.length * size * size).fill(HIDDEN);
  const buckets = new Int32Array(trees.length * size * size);
  for (const [row, tree] of trees.entries()) {
    for (const [index, { token }] of tree.nodes.entries()) {
      tokens[row * size + index] = token;
    }
    forEachAncestor(tree, (node, ancestor, difference) => {
      const place = (row * size + node) * size + ancestor;
      mask[place] = 0;
      buckets[place] = relativeBucket(scheme, -difference);
    });
  }
  return {
    node_ids: { type: 'int32', data: tokens, dims: [trees.length, size] },
    node_buckets: { type: 'int32', data: buckets, dims: [trees.length, size, size] },
    node_mask: { type: 'float32', data: mask, dims: [trees.length, 1, size, size] },
  };
}

function edgeFeeds(trees: readonly ChoiceTree[]): Feeds {
  const size = sizeOf(trees);
  const nodes: number[] = [];
  const edges: bigint[] = [];
  for (const [row, tree] of trees.entries()) {
    const first = nodes.length;
    for (const index of tree.nodes.keys()) {
      nodes.push(row * size + index);
    }
    for (const { node, token } of tree.edges) {
      edges.push(BigInt(first + node), BigInt(token));
    }
  }
  return {
    nodes: { type: 'int32', data: Int32Array.from(nodes), dims: [nodes.length] },
    edges: { type: 'int64', data: BigInt64Array.from(edges), dims: [edges.length / 2, 2] },
  };
}

function sizeOf(trees: readonly ChoiceTree[]): number {
  return Math.max(...trees.map(({ nodes }) => nodes.length));
}
