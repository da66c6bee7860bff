import type { Arguments, JinjaNode, Parameter, Statement } from './nodes.ts';

/** Every node below the statements, parents before children, in the order of the source. */
export function* walk(nodes: readonly JinjaNode[]): Generator<JinjaNode> {
  // Nested generators would pass every node up through all the levels above it.
  const waiting = nodes.toReversed();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const child = children[index];
      if (child !== undefined) waiting.push(child);
    }
  }
}

/** The nodes right below a node, in the order of the source (a conditional's test stands between its values). */
export function childrenOf(node: JinjaNode): readonly JinjaNode[] {
  switch (node.kind) {
    case 'if':
    case 'for':
    case 'set':
    case 'set-block':
    case 'with':
    case 'filter-block':
    case 'macro':
    case 'call-block':
    case 'block':
    case 'autoescape':
    case 'extends':
    case 'include':
    case 'import':
    case 'from-import':
    case 'print':
      return childrenOfStatement(node);
    default:
      return childrenOfExpression(node);
  }
}

function childrenOfStatement(node: Statement): readonly JinjaNode[] {
  switch (node.kind) {
    case 'print':
      return [node.expression];
    case 'if':
      return [
        ...node.branches.flatMap((branch) => [branch.test, ...branch.body]),
        ...node.otherwise,
      ];
    case 'for':
      return [node.target, node.iterable, ...present(node.filter), ...node.body, ...node.otherwise];
    case 'set':
      return [node.target, node.value];
    case 'set-block':
      return [node.target, ...present(node.filter), ...node.body];
    case 'with':
      return [...node.bindings.flatMap(({ target, value }) => [target, value]), ...node.body];
    case 'filter-block':
      return [node.filter, ...node.body];
    case 'macro':
      return [...defaultsOf(node.parameters), ...node.body];
    case 'call-block':
      return [...defaultsOf(node.parameters), node.call, ...node.body];
    case 'autoescape':
      return [node.value, ...node.body];
    case 'block':
      return node.body;
    case 'extends':
    case 'include':
    case 'import':
    case 'from-import':
      return [node.template];
    default:
      return [];
  }
}

function childrenOfExpression(node: JinjaNode): readonly JinjaNode[] {
  switch (node.kind) {
    case 'list':
    case 'tuple':
    case 'tuple-target':
      return node.items;
    case 'dict':
      return node.entries.flatMap(({ key, value }) => [key, value]);
    case 'attribute':
      return [node.target];
    case 'item':
      return [node.target, node.index];
    case 'slice':
      return [...present(node.from), ...present(node.to), ...present(node.step)];
    case 'call':
      return [node.callee, ...argumentsOf(node.arguments)];
    case 'filter':
      return [...present(node.target), ...argumentsOf(node.arguments)];
    case 'test':
      return [node.target, ...argumentsOf(node.arguments)];
    case 'binary':
      return [node.left, node.right];
    case 'unary':
      return [node.operand];
    case 'concat':
      return node.operands;
    case 'compare':
      return [node.left, ...node.comparisons.map(({ right }) => right)];
    case 'conditional':
      return [node.then, node.test, ...present(node.otherwise)];
    default:
      return [];
  }
}

function argumentsOf(args: Arguments): readonly JinjaNode[] {
  const keywords = args.keywords.map(({ value }) => value);
  return [...args.positional, ...keywords, ...present(args.rest), ...present(args.keywordRest)];
}

function defaultsOf(parameters: readonly Parameter[]): readonly JinjaNode[] {
  return parameters.flatMap(({ defaultValue }) => present(defaultValue));
}

function present<Node>(node: Node | undefined): readonly Node[] {
  return node === undefined ? [] : [node];
}
