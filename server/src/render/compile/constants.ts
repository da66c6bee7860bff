/** What Jinja2's optimizer computes when it compiles, and whether it is true. */
import type { CompareExpression, Expression, JinjaNode } from '../../jinja/nodes.ts';
import { childrenOf } from '../../jinja/visit.ts';
import type { LoweringState } from './scope-frame.ts';

/** Whether Jinja2's optimizer computes the expression when it compiles. */
export function isConstant(state: LoweringState, node: JinjaNode): boolean {
  const known = state.constants.get(node);
  if (known !== undefined) return known;
  const found = findConstant(state, node);
  state.constants.set(node, found);
  return found;
}

function findConstant(state: LoweringState, node: JinjaNode): boolean {
  if (node.kind === 'name' || node.kind === 'call' || node.kind === 'error') return false;
  if (node.kind === 'filter' && contextFilters.has(node.name.name)) return false;
  const needsAutoescape = node.kind === 'filter' || node.kind === 'test';
  if (needsAutoescape && state.autoescape === 'dynamic') return false;
  return decisiveParts(state, node).every((child) => isConstant(state, child));
}

/** The operands that are computed: what a short-cut passes over may be anything. */
function decisiveParts(state: LoweringState, node: JinjaNode): readonly JinjaNode[] {
  if (node.kind === 'conditional' && node.otherwise !== undefined) {
    const truth = knownTruth(state, node.test);
    if (truth !== undefined) return [node.test, truth ? node.then : node.otherwise];
  }
  if (node.kind === 'binary' && (node.operator === 'and' || node.operator === 'or')) {
    if (knownTruth(state, node.left) === (node.operator === 'or')) return [node.left];
  }
  if (node.kind === 'compare') return comparedParts(state, node);
  return childrenOf(node);
}

/** As far as the first comparison that does not hold: `a < b < c` is `a < b` and `b < c`. */
function comparedParts(state: LoweringState, node: CompareExpression): readonly Expression[] {
  const parts = [node.left, ...node.comparisons.map(({ right }) => right)];
  const last = node.comparisons.length - 1;
  const failing = node.comparisons.slice(0, last).findIndex((comparison, index) => {
    const left = parts[index] ?? node.left;
    const alone = { ...node, left, comparisons: [comparison] };
    return knownTruth(state, alone, comparison) === false;
  });
  return failing < 0 ? parts : parts.slice(0, failing + 2);
}

/**
 * The truth of a constant, where it is one and can be computed. It is remembered by `key`: constants stand in constants,
 * and to compute the outer one the inner ones are asked again.
 */
export function knownTruth(
  state: LoweringState,
  node: Expression,
  key: object = node,
): boolean | undefined {
  if (!isConstant(state, node)) return undefined;
  if (!state.truths.has(key)) state.truths.set(key, computeTruth(state, node));
  return state.truths.get(key);
}

/** Of what is put together from parts, only the parts are computed: there may be thousands of them. */
function computeTruth(state: LoweringState, node: Expression): boolean | undefined {
  const literal = literalTruth(node);
  if (literal !== undefined) return literal;
  const truthOf = (part: Expression) => knownTruth(state, part);
  if (node.kind === 'unary' && node.operator === 'not') {
    const truth = truthOf(node.operand);
    return truth === undefined ? undefined : !truth;
  }
  if (node.kind === 'binary' && (node.operator === 'and' || node.operator === 'or')) {
    const left = truthOf(node.left);
    return left === undefined || left === (node.operator === 'or') ? left : truthOf(node.right);
  }
  return state.truthOfConstant(node);
}

/** `bool(value)` of a literal. */
function literalTruth(value: Expression): boolean | undefined {
  if (value.kind === 'none') return false;
  if (value.kind === 'list' || value.kind === 'tuple') return value.items.length > 0;
  if (value.kind === 'dict') return value.entries.length > 0;
  return 'value' in value ? Boolean(value.value) : undefined;
}

/** The filters that Jinja2 3.1.6 declares with `pass_context`. */
const contextFilters: ReadonlySet<string> = new Set([
  'map',
  'random',
  'reject',
  'rejectattr',
  'select',
  'selectattr',
]);
