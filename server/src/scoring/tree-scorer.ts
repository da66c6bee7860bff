/** Runs the graphs that we write for a checkpoint: encoder and tree decoder. */
import { groupByLength } from './batching.ts';
import { writeGraphFolder } from './checkpoint/graph-folder.ts';
import { openCheckpoint } from './checkpoint/open-checkpoint.ts';
import type { T5Architecture } from './checkpoint/t5-architecture.ts';
import type { ChoiceScorer } from './choice-scorer.ts';
import { growChoiceTree, sumPaths } from './choice-tree.ts';
import { encoderNames } from './graph/encoder-graph.ts';
import { treeDecoderNames } from './graph/tree-decoder-graph.ts';
import type { OpenGraph } from './onnx-session.ts';
import { encoderFeeds, treeFeeds } from './tree-feeds.ts';

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
