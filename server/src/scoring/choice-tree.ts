/**
 * All choices of a prompt as one tree of tokens, so that the decoder reads each shared beginning once.
 *
 * A node is a beginning of at least one choice; its children are the tokens that may come next. The last token
 * of a choice is an edge that leads nowhere: nothing is predicted after it.
 */
export interface ChoiceTree {
  /** The root first, parents before children. */
  readonly nodes: readonly TreeNode[];
  readonly edges: readonly TreeEdge[];
  /** The edges of each choice, as indices, in the order of the choices. */
  readonly paths: readonly (readonly number[])[];
}

export interface TreeNode {
  /** The decoder's input; its start token at the root. */
  readonly token: number;
  readonly depth: number;
  /** Index of the parent; -1 at the root. */
  readonly parent: number;
}

/** A token whose probability is wanted, given the beginning at its node. */
export interface TreeEdge {
  readonly node: number;
  readonly token: number;
}

/** The tree of choices, each a sequence of token ids with its end token. */
export function growChoiceTree(
  choices: readonly (readonly number[])[],
  startToken: number,
): ChoiceTree {
  const nodes: TreeNode[] = [{ token: startToken, depth: 0, parent: -1 }];
  const edges: TreeEdge[] = [];
  const edgeAt = createIndex();
  const nodeAt = createIndex();
  const growPath = (choice: readonly number[]): number[] => {
    let node = 0;
    return choice.map((token, position) => {
      const edge = edgeAt(node, token, () => edges.push({ node, token }) - 1);
      if (position < choice.length - 1) {
        const parent = node;
        node = nodeAt(node, token, () => nodes.push({ token, depth: position + 1, parent }) - 1);
      }
      return edge;
    });
  };
  return { nodes, edges, paths: choices.map(growPath) };
}

/** Remembers an index for each node and token. */
function createIndex() {
  const known = new Map<string, number>();
  return (node: number, token: number, create: () => number): number => {
    const key = `${node} ${token}`;
    const index = known.get(key) ?? create();
    known.set(key, index);
    return index;
  };
}

/** Calls back with each pair of a node and one of its ancestors or itself: who may look at whom. */
export function forEachAncestor(
  { nodes }: ChoiceTree,
  visit: (node: number, ancestor: number, depthDifference: number) => void,
): void {
  for (const [index, node] of nodes.entries()) {
    let ancestor = index;
    for (let difference = 0; difference <= node.depth; difference++) {
      visit(index, ancestor, difference);
      ancestor = nodes[ancestor]?.parent ?? -1;
    }
  }
}

/** Sum of the values on each choice's path. */
export function sumPaths({ paths }: ChoiceTree, values: Float32Array): number[] {
  return paths.map((path) => path.reduce((sum, edge) => sum + (values[edge] ?? Number.NaN), 0));
}
