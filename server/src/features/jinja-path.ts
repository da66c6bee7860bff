import type { JinjaNode, JinjaTemplate } from '../jinja/nodes.ts';
import { childrenOf } from '../jinja/visit.ts';
import type { Span } from '../text/span.ts';

/** The nodes whose span holds `place` whole, from the statement down to the innermost expression. */
export function nodesAround(tree: JinjaTemplate, place: Span): readonly JinjaNode[] {
  const path: JinjaNode[] = [];
  let children: readonly JinjaNode[] = tree.body;
  while (true) {
    const next = children.find((node) => holds(node.span, place));
    if (next === undefined) {
      return path;
    }
    path.push(next);
    children = childrenOf(next);
  }
}

export function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
