/** Which names carry something on: from an expression into a variable, and from there further. */
import type { AssignmentTarget, Expression, JinjaNode } from '../jinja/nodes.ts';
import { walk } from '../jinja/visit.ts';
import type { TypeContext } from './type-context.ts';

/** Tells whether a node, or anything below it, is or may hold what a flow starts from. */
export type Carries = (node: JinjaNode) => boolean;

/**
 * Follows values, by name, from the nodes that `isSource` accepts through `set`, `for`, `with`, macros and methods that
 * change a value. Rather too many names than too few: scopes and the order of statements are left aside.
 */
export function followFlow(
  { nodes }: TypeContext,
  isSource: (node: JinjaNode) => boolean,
): Carries {
  const names = new Set<string>();
  const carries: Carries = (node) => {
    for (const inner of walk([node])) {
      if (isSource(inner) || (inner.kind === 'name' && names.has(inner.name))) return true;
    }
    return false;
  };
  const steps = nodes.flatMap(stepsOf);
  let count = -1;
  while (count !== names.size) {
    count = names.size;
    for (const { from, to } of steps) {
      if (to.every((name) => names.has(name)) || !from.some(carries)) continue;
      for (const name of to) names.add(name);
    }
  }
  return carries;
}

/** From values to the names that hold them then. */
interface Step {
  readonly from: readonly JinjaNode[];
  readonly to: readonly string[];
}

function stepsOf(node: JinjaNode): readonly Step[] {
  switch (node.kind) {
    case 'set':
      return [{ from: [node.value], to: namesOf(node.target) }];
    case 'set-block':
      return [{ from: node.body, to: namesOf(node.target) }];
    case 'for':
      return [{ from: [node.iterable], to: namesOf(node.target) }];
    case 'with':
      return node.bindings.map(({ target, value }) => ({ from: [value], to: namesOf(target) }));
    case 'macro':
      return [{ from: node.body, to: [node.name.name] }];
    case 'if':
      // What a branch sets tells which branch was taken.
      return node.branches.map(({ test }) => ({
        from: [test],
        to: [...node.branches.flatMap(({ body }) => body), ...node.otherwise].flatMap(boundBelow),
      }));
    case 'call': {
      const owner = node.callee.kind === 'attribute' ? rootOf(node.callee.target) : undefined;
      const { positional, keywords } = node.arguments;
      const from = [...positional, ...keywords.map(({ value }) => value)];
      return owner === undefined ? [] : [{ from, to: [owner] }];
    }
    default:
      return [];
  }
}

function boundBelow(node: JinjaNode): readonly string[] {
  return [...walk([node])].flatMap((inner) => {
    return inner.kind === 'set' || inner.kind === 'set-block' ? namesOf(inner.target) : [];
  });
}

function namesOf(target: AssignmentTarget): readonly string[] {
  switch (target.kind) {
    case 'name':
      return [target.name];
    case 'namespace-target':
      return [target.namespace.name];
    case 'tuple-target':
      return target.items.flatMap(namesOf);
    default:
      return [];
  }
}

/** The name of the variable that an expression looks into. */
function rootOf(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.name;
  const isMember = expression.kind === 'attribute' || expression.kind === 'item';
  return isMember ? rootOf(expression.target) : undefined;
}
