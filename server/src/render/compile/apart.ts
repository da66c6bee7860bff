/** Which operands of `is sameas` cannot be one object in Python, though their texts or numbers are equal. */
import type { Expression } from '../../jinja/nodes.ts';
import { isConstant } from './constants.ts';
import type { LoweringState, ScopeFrame } from './scope-frame.ts';

/**
 * Whether the values come from different places for sure: constants that Jinja2 computes when it compiles, values of
 * the row, and constants of the generated code are objects of their own.
 */
export function areApart(
  state: LoweringState,
  frame: ScopeFrame,
  one: Expression,
  other: Expression,
): boolean {
  const areFolded = state.autoescape !== 'dynamic' && isConstant(state, other);
  if (isConstant(state, one)) return areFolded || isOfRow(frame, other);
  if (!isOfRow(frame, one)) return false;
  return isConstant(state, other) || (isOfRow(frame, other) && pathOf(one) !== pathOf(other));
}

/** A variable that the template does not set, or a part of one. */
function isOfRow(frame: ScopeFrame, node: Expression): boolean {
  if (node.kind === 'attribute') return isOfRow(frame, node.target);
  if (node.kind === 'item') return node.index.kind !== 'slice' && isOfRow(frame, node.target);
  if (node.kind !== 'name') return false;
  const identifier = frame.symbols.findReference(node.name);
  return identifier !== undefined && frame.symbols.findLoad(identifier)?.kind === 'resolve';
}

/** The same for `a.b` and `a['b']`; of its own for an index that is worked out. */
function pathOf(node: Expression): string {
  if (node.kind === 'name') return node.name;
  if (node.kind === 'attribute') return `${pathOf(node.target)}/${node.name.name}`;
  if (node.kind !== 'item') return '';
  const { index } = node;
  const key = index.kind === 'string' || index.kind === 'integer' ? String(index.value) : '?';
  return `${pathOf(node.target)}/${key}`;
}
