import type { T5Architecture } from '../../../server/src/scoring/checkpoint/t5-architecture.ts';
import { growChoiceTree } from '../../../server/src/scoring/choice-tree.ts';
import type { BenchPrompt } from './prompts.ts';

/** Multiplications and additions that scoring cannot do without: each input once, each node of the tree of choices once. */
export function usefulFlops(shape: T5Architecture, prompts: readonly BenchPrompt[]): number {
  const { width, feedForwardSize, vocabularySize, encoderLayers, decoderLayers } = shape;
  const inner = shape.heads * shape.headSize;
  return prompts.reduce((sum, { input, choices }) => {
    const length = input.length;
    const nodes = growChoiceTree(choices, 0).nodes.length;
    const encoder =
      2 * length * encoderLayers * (4 * width * inner + 3 * width * feedForwardSize) +
      4 * length * length * inner * encoderLayers;
    const crossKeys = 2 * length * decoderLayers * 2 * width * inner;
    const decoder =
      2 * nodes * (decoderLayers * (6 * width * inner + 3 * width * feedForwardSize)) +
      2 * nodes * width * vocabularySize +
      4 * nodes * length * inner * decoderLayers;
    return sum + encoder + crossKeys + decoder;
  }, 0);
}
