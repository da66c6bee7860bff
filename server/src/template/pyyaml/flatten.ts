import type { MappingNode, NodePair, NodeUse } from './node.ts';
import { typeOfNode } from './node-type.ts';
import type { Report } from './scalar-builder.ts';

/** PyYAML's `flatten_mapping`: puts the entries that `<<` names before a mapping's own. */
export class MappingFlattener {
  readonly #report: Report;
  readonly #known = new Map<MappingNode, readonly NodePair[]>();
  #room = MOST_MERGED_PAIRS;

  constructor(report: Report) {
    this.#report = report;
  }

  flatten(node: MappingNode): readonly NodePair[] {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    const own = node.pairs.filter((pair) => !isMerge(pair));
    this.#known.set(node, own);
    if (own.length === node.pairs.length) return own;
    const merged = node.pairs.filter(isMerge).flatMap((pair) => this.#merge(pair.value));
    this.#room -= merged.length;
    const pairs = [...merged, ...own];
    this.#known.set(node, pairs);
    return pairs;
  }

  /** Of several mappings the first wins, so it comes last. */
  #merge(value: NodeUse): readonly NodePair[] {
    const uses = value.node.kind === 'sequence' ? [...value.node.items].reverse() : [value];
    return uses.flatMap((use) => this.#mergeOne(use));
  }

  #mergeOne(use: NodeUse): readonly NodePair[] {
    if (use.node.kind === 'mapping' && this.#room > 0) return this.flatten(use.node);
    this.#report(
      use.node.kind === 'mapping'
        ? `\`<<\` merges more than ${MOST_MERGED_PAIRS} entries in this file. Merge less.`
        : 'Expected a mapping, or a list of mappings, after `<<`, which merges its entries into this one.',
      use.span,
    );
    return [];
  }
}

/** More can come only of merges of merges, each of which multiplies the entries. */
const MOST_MERGED_PAIRS = 100_000;

function isMerge(pair: NodePair): boolean {
  return typeOfNode(pair.key.node) === 'merge';
}
