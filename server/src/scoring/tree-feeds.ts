/** What the graphs of a checkpoint are fed with: see `graph/` for each input's meaning. */
import type { T5Architecture } from './checkpoint/t5-architecture.ts';
import { type ChoiceTree, forEachAncestor } from './choice-tree.ts';
import type { GraphInput } from './onnx-session.ts';
import { relativeBucket } from './relative-buckets.ts';

/** The encoder's inputs for one text. */
export function encoderFeeds(
  { relativeBuckets, relativeMaxDistance }: T5Architecture,
  tokens: readonly number[],
): Readonly<Record<string, GraphInput>> {
  const { length } = tokens;
  const scheme = {
    isBidirectional: true,
    buckets: relativeBuckets,
    maxDistance: relativeMaxDistance,
  };
  // Each row of the matrix is a window of this one.
  const byOffset = Int32Array.from({ length: 2 * length - 1 }, (_, index) =>
    relativeBucket(scheme, index - (length - 1)),
  );
  const buckets = new Int32Array(length * length);
  for (let row = 0; row < length; row++) {
    buckets.set(byOffset.subarray(length - 1 - row, 2 * length - 1 - row), row * length);
  }
  return {
    input_ids: { type: 'int32', data: Int32Array.from(tokens), dims: [1, length] },
    distance_buckets: { type: 'int32', data: buckets, dims: [length, length] },
  };
}

/** Added to the attention of nodes that must not see each other. */
const HIDDEN = -1e9;

/** The tree decoder's inputs, without the encoder's states. */
export function treeFeeds(
  { relativeBuckets, relativeMaxDistance }: T5Architecture,
  tree: ChoiceTree,
): Readonly<Record<string, GraphInput>> {
  const size = tree.nodes.length;
  const scheme = {
    isBidirectional: false,
    buckets: relativeBuckets,
    maxDistance: relativeMaxDistance,
  };
  const mask = new Float32Array(size * size).fill(HIDDEN);
  const buckets = new Int32Array(size * size);
  forEachAncestor(tree, (node, ancestor, difference) => {
    mask[node * size + ancestor] = 0;
    buckets[node * size + ancestor] = relativeBucket(scheme, -difference);
  });
  const tokens = Int32Array.from(tree.nodes, ({ token }) => token);
  const edges = tree.edges.flatMap(({ node, token }) => [0n, BigInt(node), BigInt(token)]);
  return {
    node_ids: { type: 'int32', data: tokens, dims: [1, size] },
    node_buckets: { type: 'int32', data: buckets, dims: [size, size] },
    node_mask: { type: 'float32', data: mask, dims: [size, size] },
    edges: { type: 'int64', data: BigInt64Array.from(edges), dims: [tree.edges.length, 3] },
  };
}
