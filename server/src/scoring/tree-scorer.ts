/** Runs the graphs that we write for a checkpoint: encoder and tree decoder. */
import { groupByLength } from './batching.ts';
import { writeGraphFolder } from './checkpoint/graph-folder.ts';
import { openCheckpoint } from './checkpoint/open-checkpoint.ts';
import type { T5Architecture } from './checkpoint/t5-architecture.ts';
import type { ChoiceScorer } from './choice-scorer.ts';
import { type ChoiceTree, forEachAncestor, growChoiceTree, sumPaths } from './choice-tree.ts';
import { encoderNames } from './graph/encoder-graph.ts';
import { treeDecoderNames } from './graph/tree-decoder-graph.ts';
import type { GraphInput, OpenGraph } from './onnx-session.ts';
import { relativeBucket } from './relative-buckets.ts';

export interface TreeScorerOptions {
  /** The checkpoint's folder. */
  readonly folder: string;
  readonly cacheFolder: string;
  readonly architecture: T5Architecture;
  readonly decoderStartToken: number;
}

export async function openTreeScorer(
  openGraph: OpenGraph,
  options: TreeScorerOptions,
): Promise<ChoiceScorer> {
  const { encoder, decoder } = await openGraphs(openGraph, options);
  const { architecture, decoderStartToken } = options;
  return {
    async scoreChoices(input, choices) {
      const states = await encoder.run(encoderFeeds(architecture, input));
      const sums = choices.map(() => Number.NaN);
      const lengths = choices.map((tokens) => tokens.length);
      for (const group of groupByLength(lengths, TREE_LIMITS)) {
        const tree = growChoiceTree(
          group.map((index) => choices[index] ?? []),
          decoderStartToken,
        );
        const feeds = { encoder_states: { type: 'float32', ...states } as const };
        const { data } = await decoder.run({ ...feeds, ...treeFeeds(architecture, tree) });
        for (const [position, sum] of sumPaths(tree, data).entries()) {
          sums[group[position] ?? 0] = sum;
        }
      }
      return sums;
    },
    async dispose() {
      await encoder.dispose();
      await decoder.dispose();
    },
  };
}

/** Bounds the memory of one decoder run, which grows with the square of the nodes. */
const TREE_LIMITS = { maxRows: Number.POSITIVE_INFINITY, maxTokens: 512 };

async function openGraphs(openGraph: OpenGraph, options: TreeScorerOptions) {
  const { folder, cacheFolder, architecture } = options;
  const checkpoint = await openCheckpoint(folder);
  const graphs = await writeGraphFolder(cacheFolder, architecture, checkpoint);
  const shown = { shownPath: folder, remedy: 'Download the model again.' };
  try {
    const encoder = await openGraph({
      ...{ path: graphs.encoderPath, rank: 3, ...encoderNames, ...shown },
    });
    const decoder = await openGraph({
      ...{ path: graphs.decoderPath, rank: 1, ...treeDecoderNames, ...shown },
    });
    return { encoder, decoder };
  } finally {
    await graphs.remove();
  }
}

function encoderFeeds(
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

function treeFeeds(
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
