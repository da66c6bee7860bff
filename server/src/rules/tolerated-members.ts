import { typeOf } from '../analysis/infer.ts';
import type { ResolvedReference } from '../analysis/resolve.ts';
import type { TypeContext } from '../analysis/type-context.ts';
import type { FeatureType } from '../analysis/types.ts';
import type { Feature } from '../dataset/features.ts';
import type { Expression, JinjaNode } from '../jinja/nodes.ts';

/**
 * Tells the members that may be missing on purpose: `x.y is defined`, `x.y | default('')`, and those of a dict to which the
 * template itself adds keys.
 */
export function toleratedMembers(
  context: TypeContext,
): (reference: ResolvedReference, owner: FeatureType) => boolean {
  const guarded = new Set<number>();
  const extended = new Set<Feature>();
  for (const node of context.nodes) {
    const member = guardedMember(node);
    if (member !== undefined) guarded.add(keyStart(member));
    const owner = extendedOwner(node, context);
    if (owner !== undefined) extended.add(owner);
  }
  return ({ span }, owner) => guarded.has(span.start) || extended.has(owner.feature);
}

function guardedMember(node: JinjaNode): Expression | undefined {
  if (node.kind === 'test') {
    return /^(un)?defined$/.test(node.name.name) ? node.target : undefined;
  }
  return node.kind === 'filter' && /^d(efault)?$/.test(node.name.name) ? node.target : undefined;
}

function keyStart(member: Expression): number {
  if (member.kind === 'attribute') return member.name.span.start;
  return member.kind === 'item' ? member.index.span.start : -1;
}

function extendedOwner(node: JinjaNode, context: TypeContext): Feature | undefined {
  if (node.kind !== 'call' || node.callee.kind !== 'attribute') return undefined;
  if (!/^(update|setdefault)$/.test(node.callee.name.name)) return undefined;
  const owner = typeOf(node.callee.target, context);
  return owner.kind === 'feature' ? owner.feature : undefined;
}
