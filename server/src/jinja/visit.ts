import type { Arguments, JinjaNode, Parameter } from './nodes.ts';

/** Every node below the statements, parents before children, in the order of the source. */
export function walk(nodes: readonly JinjaNode[]): readonly JinjaNode[] {
  const found: JinjaNode[] = [];
  const waiting = nodes.toReversed();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    found.push(node);
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const child = children[index];
      if (child !== undefined) waiting.push(child);
    }
  }
  return found;
}

/** The nodes right below a node, in the order of the source (a conditional's test stands between its values). */
export function childrenOf(node: JinjaNode): readonly JinjaNode[] {
  return (childrenByKind[node.kind] as (node: JinjaNode) => readonly JinjaNode[])(node);
}

type ChildrenByKind = {
  readonly [Kind in JinjaNode['kind']]: (
    node: Extract<JinjaNode, { kind: Kind }>,
  ) => readonly JinjaNode[];
};

const noChildren = (): readonly JinjaNode[] => [];

/** A look-up, as rules and the renderer ask for the children of hundreds of thousands of nodes. */
const childrenByKind: ChildrenByKind = {
  text: noChildren,
  comment: noChildren,
  'error-statement': noChildren,
  print: ({ expression }) => [expression],
  if({ branches, otherwise }) {
    const children: JinjaNode[] = [];
    for (const { test, body } of branches) append(children, [test], body);
    return append(children, otherwise);
  },
  for: ({ target, iterable, filter, body, otherwise }) =>
    append([target, iterable], present(filter), body, otherwise),
  set: ({ target, value }) => [target, value],
  'set-block': ({ target, filter, body }) => append([target], present(filter), body),
  with({ bindings, body }) {
    const children: JinjaNode[] = [];
    for (const { target, value } of bindings) children.push(target, value);
    return append(children, body);
  },
  'filter-block': ({ filter, body }) => append([filter], body),
  macro: ({ parameters, body }) => append([], defaultsOf(parameters), body),
  'call-block': ({ parameters, call, body }) => append([], defaultsOf(parameters), [call], body),
  block: ({ body }) => body,
  autoescape: ({ value, body }) => append([value], body),
  extends: ({ template }) => [template],
  include: ({ template }) => [template],
  import: ({ template }) => [template],
  'from-import': ({ template }) => [template],

  name: noChildren,
  'namespace-target': noChildren,
  'tuple-target': ({ items }) => items,
  string: noChildren,
  integer: noChildren,
  float: noChildren,
  boolean: noChildren,
  none: noChildren,
  error: noChildren,
  list: ({ items }) => items,
  tuple: ({ items }) => items,
  dict({ entries }) {
    const children: JinjaNode[] = [];
    for (const { key, value } of entries) children.push(key, value);
    return children;
  },
  attribute: ({ target }) => [target],
  item: ({ target, index }) => [target, index],
  slice: ({ from, to, step }) => append([], present(from), present(to), present(step)),
  call: (node) => appendArguments([node.callee], node.arguments),
  filter: (node) => appendArguments(node.target ? [node.target] : [], node.arguments),
  test: (node) => appendArguments([node.target], node.arguments),
  binary: ({ left, right }) => [left, right],
  unary: ({ operand }) => [operand],
  concat: ({ operands }) => operands,
  compare({ left, comparisons }) {
    const children: JinjaNode[] = [left];
    for (const { right } of comparisons) children.push(right);
    return children;
  },
  conditional: ({ then, test, otherwise }) => append([then, test], present(otherwise)),
};

function append(
  children: JinjaNode[],
  ...lists: readonly (readonly JinjaNode[])[]
): readonly JinjaNode[] {
  for (const list of lists) for (const node of list) children.push(node);
  return children;
}

function appendArguments(
  children: JinjaNode[],
  { positional, keywords, rest, keywordRest }: Arguments,
): readonly JinjaNode[] {
  for (const value of positional) children.push(value);
  for (const { value } of keywords) children.push(value);
  if (rest !== undefined) children.push(rest);
  if (keywordRest !== undefined) children.push(keywordRest);
  return children;
}

function defaultsOf(parameters: readonly Parameter[]): readonly JinjaNode[] {
  return parameters.flatMap(({ defaultValue }) => present(defaultValue));
}

function present<Node>(node: Node | undefined): readonly Node[] {
  return node === undefined ? [] : [node];
}
