import { type Anchors, composeYaml } from './pyyaml/compose.ts';
import { constructValue } from './pyyaml/construct.ts';
import { findControlCharacters } from './pyyaml/control-characters.ts';
import type { NodeProblem, NodeTree } from './pyyaml/node.ts';
import { outlineYaml } from './pyyaml/outline.ts';
import type { TemplateFileProblem, YamlValue } from './template-file.ts';

/** The values of a text, with what PyYAML finds wrong with it. */
export interface Reading {
  readonly text: string;
  /** Absent where the text holds no value at all. */
  readonly root?: YamlValue;
  readonly problems: readonly TemplateFileProblem[];
  /** Whether PyYAML's grammar takes the text, so that nothing of it is out of sight. */
  readonly isWhole: boolean;
  /** Whether a value may stand elsewhere than where it is used. */
  readonly hasAnchors: boolean;
}

/** Reads a text as PyYAML's `FullLoader` does; of one that it refuses, what a tolerant reader finds in it. */
export function readFile(text: string): Reading {
  const anchors: Anchors = new Map();
  const { failure, ...composition } = composeYaml(text, { anchors });
  const tree = failure === undefined ? composition : outlineFile(text, failure, anchors);
  const construction = tree.root && constructValue(text, tree.root);
  return {
    text,
    ...(construction && { root: construction.value }),
    problems: [
      ...[...findControlCharacters(text), ...tree.problems].map(toSyntaxProblem),
      ...(construction?.problems ?? []),
    ],
    isWhole: failure === undefined,
    hasAnchors: anchors.size > 0,
  };
}

/** What can be read of a file that PyYAML refuses, with at least the problem that PyYAML names. */
function outlineFile(text: string, failure: NodeProblem, anchors: Anchors): NodeTree {
  anchors.clear();
  const outline = outlineYaml(text, anchors);
  return outline.problems.length > 0 ? outline : { ...outline, problems: [failure] };
}

function toSyntaxProblem(problem: NodeProblem): TemplateFileProblem {
  return { code: 'yaml-syntax', ...problem };
}
