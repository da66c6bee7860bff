/** Runs the graphs that we write for a checkpoint: encoder and tree decoder. */
import { type GroupLimits, groupByLength } from './batching.ts';
import { writeGraphFolder } from './checkpoint/graph-folder.ts';
import type { Checkpoint } from './checkpoint/open-checkpoint.ts';
import { storedPrecision } from './checkpoint/precision.ts';
import type { T5Architecture } from './checkpoint/t5-architecture.ts';
import type { ChoiceScorer, TokenPrompt } from './choice-scorer.ts';
import { type ChoiceTree, growChoiceTree, sumPaths } from './choice-tree.ts';
import { EncodedInputs } from './encoded-inputs.ts';
import { encoderNames } from './graph/encoder-graph.ts';
import { saturates } from './graph/saturation.ts';
import { treeDecoderNames } from './graph/tree-decoder-graph.ts';
import type { OnnxGraph, OpenGraph } from './onnx-session.ts';
import { DistanceTables, type EncodedInput, encoderFeeds, treeFeeds } from './tree-feeds.ts';

export interface TreeScorerOptions {
  readonly checkpoint: Checkpoint;
  /** For messages: the checkpoint's folder. */
  readonly folder: string;
  readonly cacheFolder: string;
  readonly allowCopy: boolean;
  readonly architecture: T5Architecture;
  readonly decoderStartToken: number;
  readonly batchLimits: GroupLimits;
}

export async function openTreeScorer(
  openGraph: OpenGraph,
  options: TreeScorerOptions,
): Promise<ChoiceScorer> {
  const { encoder, decoder } = await openGraphs(openGraph, options);
  const model = new TreeModel(encoder, decoder, options);
  return {
    batchLimits: options.batchLimits,
    score: (prompts) => model.score(prompts),
    async dispose() {
      await encoder.dispose();
      await decoder.dispose();
    },
  };
}

async function openGraphs(openGraph: OpenGraph, options: TreeScorerOptions) {
  const isQuantized = storedPrecision(options.checkpoint) !== 'fp32';
  const hasNarrowActivations = isQuantized && (await saturates(openGraph, options.cacheFolder));
  const graphs = await writeGraphFolder({ ...options, hasNarrowActivations });
  const shown = { shownPath: options.folder, remedy: 'Download the model again.' };
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

/** Bounds the memory of one decoder run, which grows with the square of the nodes. */
const TREE_LIMITS = { maxRows: Number.POSITIVE_INFINITY, maxTokens: 512 };

const MAX_KEPT_STATES_BYTES = 64 * 2 ** 20;

/** A tree over some of a prompt's choices. */
interface PlantedTree {
  readonly prompt: number;
  /** Indices of the choices, in the order of the tree's paths. */
  readonly choices: readonly number[];
  readonly tree: ChoiceTree;
}

class TreeModel {
  readonly #encoder: OnnxGraph;
  readonly #decoder: OnnxGraph;
  readonly #options: TreeScorerOptions;
  readonly #kept = new EncodedInputs(MAX_KEPT_STATES_BYTES);
  readonly #distances: DistanceTables;

  constructor(encoder: OnnxGraph, decoder: OnnxGraph, options: TreeScorerOptions) {
    this.#encoder = encoder;
    this.#decoder = decoder;
    this.#options = options;
    this.#distances = new DistanceTables(options.architecture);
  }

  async score(prompts: readonly TokenPrompt[]): Promise<number[][]> {
    const inputs = await this.#encode(prompts.map(({ input }) => input));
    const sums = prompts.map(({ choices }) => choices.map(() => Number.NaN));
    const trees = prompts.flatMap((prompt, index) => this.#plant(prompt, index));
    const sizes = trees.map(({ tree }) => tree.nodes.length);
    for (const group of groupByLength(sizes, TREE_LIMITS)) {
      const members = group.flatMap((index) => trees[index] ?? []);
      const states = members.flatMap(({ prompt }) => inputs[prompt] ?? []);
      const feeds = treeFeeds(
        this.#options.architecture,
        states,
        members.map(({ tree }) => tree),
      );
      const { data } = await this.#decoder.run(feeds);
      addSums(members, data, sums);
    }
    return sums;
  }

  #plant({ choices }: TokenPrompt, prompt: number): PlantedTree[] {
    const lengths = choices.map((tokens) => tokens.length);
    return groupByLength(lengths, TREE_LIMITS).map((group) => {
      const tokens = group.map((index) => choices[index] ?? []);
      return {
        prompt,
        choices: group,
        tree: growChoiceTree(tokens, this.#options.decoderStartToken),
      };
    });
  }

  async #encode(inputs: readonly (readonly number[])[]): Promise<readonly EncodedInput[]> {
    const known = inputs.map((tokens) => this.#kept.get(tokens));
    const missing = inputs.filter((_, index) => known[index] === undefined);
    if (missing.length === 0) {
      return known.filter((states) => states !== undefined);
    }
    const { data } = await this.#encoder.run(encoderFeeds(this.#distances, missing));
    const rowSize = data.length / missing.length;
    const encoded = missing.map((tokens, row) => {
      const size = tokens.length * this.#options.architecture.width;
      // A copy, so that a batch does not stay in memory for one of its rows.
      const states = missing.length === 1 ? data : data.slice(row * rowSize, row * rowSize + size);
      return { data: states, length: tokens.length };
    });
    for (const [index, states] of encoded.entries()) {
      this.#kept.add(missing[index] ?? [], states);
    }
    return known.flatMap((states) => states ?? encoded.shift() ?? []);
  }
}

/** The edges of the trees come one tree after another. */
function addSums(
  members: readonly PlantedTree[],
  logProbabilities: Float32Array,
  sums: number[][],
): void {
  let start = 0;
  for (const { prompt, choices, tree } of members) {
    const own = logProbabilities.subarray(start, start + tree.edges.length);
    start += tree.edges.length;
    for (const [position, sum] of sumPaths(tree, own).entries()) {
      const row = sums[prompt];
      const choice = choices[position];
      if (row !== undefined && choice !== undefined) {
        row[choice] = sum;
      }
    }
  }
}
