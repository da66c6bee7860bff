import nodes, { type Node, type NodeClass } from 'nunjucks/src/nodes.js';
import type {
  Arguments,
  BinaryExpression,
  BinaryOperator,
  DictExpression,
  Expression,
  FilterExpression,
  ItemExpression,
  SliceExpression,
  TestExpression,
} from '../../jinja/nodes.ts';
import type { Span } from '../../text/span.ts';
import { PyFloat } from '../python/float.ts';
import { areApart } from './apart.ts';
import { isConstant } from './constants.ts';
import { foldsDifferently } from './folding.ts';
import {
  ApplyFilter,
  ApplyTest,
  Attribute,
  Call,
  CallArguments,
  CheckHashable,
  Constant,
  FoldedValue,
  JoinText,
  NoElse,
  SameShared,
  Slice,
  Tuple,
  Variable,
  WrittenPower,
} from './lowered-nodes.ts';
import { CompileError, type LoweringState, type ScopeFrame } from './scope-frame.ts';

type Lower<Source> = (state: LoweringState, frame: ScopeFrame, node: Source) => Node;

export const lowerExpression: Lower<Expression> = (state, frame, node) => {
  const outer = state.isOptimizing;
  if (!plainKinds.has(node.kind)) state.isOptimizing = state.autoescape !== 'dynamic';
  const lowered = lowerNode(state, frame, node);
  const isFolded = !state.isFolding && isFoldedApart(state, node);
  const folded = isFolded ? lowerFolded(state, () => lowerNode(state, frame, node)) : undefined;
  state.isOptimizing = outer;
  return folded === undefined ? lowered : new FoldedValue(...place(node.span), folded, lowered);
};

/** Lowers as Jinja2 computes when it compiles. */
export function lowerFolded<T>(state: LoweringState, lower: () => T): T {
  state.isFolding = true;
  const folded = lower();
  state.isFolding = false;
  return folded;
}

/** What Jinja2's code generator writes without computing constants first. */
const plainKinds: ReadonlySet<Expression['kind']> = new Set([
  'name',
  'string',
  'integer',
  'float',
  'boolean',
  'none',
  'list',
  'tuple',
  'dict',
  'error',
]);

const lowerNode: Lower<Expression> = (state, frame, node) => {
  const lower = (child: Expression): Node => lowerExpression(state, frame, child);
  const at = place(node.span);
  switch (node.kind) {
    case 'name':
      return lowerName(state, frame, node.name, node.span);
    case 'string':
    case 'boolean':
      return new Constant(...at, node.value);
    case 'integer':
      return new Constant(...at, toInt(node.value));
    case 'float':
      return new Constant(...at, new PyFloat(node.value));
    case 'none':
      return new Constant(...at, null);
    case 'list':
      return new nodes.Array(...at, node.items.map(lower));
    case 'tuple':
      return new Tuple(...at, node.items.map(lower));
    case 'dict':
      if (state.isOptimizing) checkConstantKeys(state, frame, node);
      return new nodes.Dict(
        ...at,
        node.entries.map(({ key, value }) => new nodes.Pair(...at, lower(key), lower(value))),
      );
    case 'attribute':
      return new Attribute(...at, lower(node.target), node.name.name);
    case 'item':
      return lowerItem(state, frame, node);
    case 'call':
      return new Call(...at, lower(node.callee), lowerArguments(state, frame, node.arguments));
    case 'filter':
      return lowerFilter(state, frame, node);
    case 'test':
      return lowerTest(state, frame, node);
    case 'binary':
      if (isWrittenPower(state, node)) {
        return new WrittenPower(...at, lower(node.left), lower(node.right));
      }
      return new binaryNodes[node.operator](...at, lower(node.left), lower(node.right));
    case 'unary':
      return new unaryNodes[node.operator](...at, lower(node.operand));
    case 'concat':
      return new JoinText(
        ...at,
        node.operands.map(lower),
        state.autoescape === 'on' && !isConstant(state, node),
      );
    case 'compare':
      return new nodes.Compare(
        ...at,
        lower(node.left),
        node.comparisons.map(
          ({ operator, right }) => new nodes.CompareOperand(...at, lower(right), operator),
        ),
      );
    case 'conditional': {
      const soft = frame.soft();
      const [then, test] = [node.then, node.test].map((n) => lowerExpression(state, soft, n));
      const otherwise =
        node.otherwise === undefined
          ? new NoElse(...at, lineOf(state.source, node.span.start))
          : lowerExpression(state, soft, node.otherwise);
      return new nodes.InlineIf(...at, test, then, otherwise);
    }
    case 'error':
      throw new CompileError('invalid syntax', node.span, 'TemplateSyntaxError');
  }
};

export function lowerArguments(state: LoweringState, frame: ScopeFrame, args: Arguments): Node {
  const lower = (child: Expression): Node => lowerExpression(state, frame, child);
  const seen = new Set<string>();
  const keywords = args.keywords.map(({ name, value }) => {
    if (seen.has(name.name)) {
      throw new CompileError(`keyword argument repeated: ${name.name}`, name.span, 'SyntaxError');
    }
    seen.add(name.name);
    return { name: name.name, value: lower(value) };
  });
  const rest = args.rest === undefined ? null : lower(args.rest);
  const keywordRest = args.keywordRest === undefined ? null : lower(args.keywordRest);
  return new CallArguments(0, 0, args.positional.map(lower), keywords, rest, keywordRest);
}

/** A filter chain over the body of a block. */
export function lowerBlockFilter(
  state: LoweringState,
  frame: ScopeFrame,
  filter: FilterExpression,
  body: Node,
): Node {
  const inner =
    filter.target?.kind === 'filter' ? lowerBlockFilter(state, frame, filter.target, body) : body;
  return applyFilter(state, frame, filter, inner, false);
}

export function lowerName(state: LoweringState, frame: ScopeFrame, name: string, span: Span): Node {
  const identifier = frame.symbols.findReference(name);
  if (identifier === undefined) throw unknownReference(name, span);
  const isBound = frame.symbols.findLoad(identifier)?.kind === 'parameter' && !state.isInDefaults;
  return new Variable(...place(span), identifier, name, !isBound);
}

/** Jinja2's own failure, for a name that only the filter of a `set` block reads. */
export function unknownReference(name: string, span: Span): CompileError {
  const message = `Tried to resolve a name to a reference that was unknown to the frame ('${name}')`;
  return new CompileError(message, span, 'AssertionError');
}

/** The span as nunjucks' line and column. */
export function place(span: Span): [number, number] {
  return [span.start, span.end];
}

function lowerItem(state: LoweringState, frame: ScopeFrame, node: ItemExpression): Node {
  const target = lowerExpression(state, frame, node.target);
  const { index } = node;
  if (index.kind !== 'slice') {
    return new nodes.LookupVal(...place(node.span), target, lowerExpression(state, frame, index));
  }
  const bound = (part: Expression | undefined): Node | null =>
    part === undefined ? null : lowerExpression(state, frame, part);
  const { from, to, step }: SliceExpression = index;
  const bounds = [bound(from), bound(to), bound(step)];
  return new Slice(...place(node.span), target, ...bounds, state.isFolding);
}

const lowerFilter: Lower<FilterExpression> = (state, frame, node) => {
  if (node.target === undefined) throw unknownReference(node.name.name, node.span);
  const target = lowerExpression(state, frame, node.target);
  return applyFilter(state, frame, node, target, isConstant(state, node));
};

function applyFilter(
  state: LoweringState,
  frame: ScopeFrame,
  node: FilterExpression,
  target: Node,
  isConstantFilter: boolean,
): Node {
  const isKnown = state.isKnownFilter(node.name.name);
  if (!isKnown && !frame.isSoft) {
    throw new CompileError(`No filter named '${node.name.name}'.`, node.name.span);
  }
  const args = lowerArguments(state, frame, node.arguments);
  const { name } = node.name;
  return new ApplyFilter(...place(node.span), name, target, args, isKnown, isConstantFilter);
}

const lowerTest: Lower<TestExpression> = (state, frame, node) => {
  const { name } = node.name;
  const isKnown = state.isKnownTest(name);
  if (!isKnown && !frame.isSoft) {
    throw new CompileError(`No test named '${name}'.`, node.name.span);
  }
  const target = lowerExpression(state, frame, node.target);
  const args = lowerArguments(state, frame, node.arguments);
  const [other] = node.arguments.positional;
  if (name === 'sameas' && other !== undefined && areApart(state, frame, node.target, other)) {
    return new SameShared(...place(node.span), target, args);
  }
  return new ApplyTest(...place(node.span), name, target, args, isKnown, false);
};

const binaryNodes: Record<BinaryOperator, NodeClass<unknown>> = {
  '+': nodes.Add,
  '-': nodes.Sub,
  '*': nodes.Mul,
  '/': nodes.Div,
  '//': nodes.FloorDiv,
  '%': nodes.Mod,
  '**': nodes.Pow,
  and: nodes.And,
  or: nodes.Or,
};

const unaryNodes = { not: nodes.Not, '-': nodes.Neg, '+': nodes.Pos } as const;

function isWrittenPower(state: LoweringState, node: BinaryExpression): boolean {
  if (node.operator !== '**' || state.isFolding || state.autoescape === 'dynamic') return false;
  return isConstant(state, node.left);
}

/** Whether it matters that Jinja2 computes the expression when it compiles; a literal it writes as it prints in any case. */
function isFoldedApart(state: LoweringState, node: Expression): boolean {
  const isFolded =
    node.kind === 'float' || (state.autoescape !== 'dynamic' && isConstant(state, node));
  return isFolded && foldsDifferently(node);
}

/** Jinja2 computes a constant dict when it compiles the template; a key that cannot be one fails there. */
function checkConstantKeys(state: LoweringState, frame: ScopeFrame, dict: DictExpression): void {
  for (const { key, value } of dict.entries) {
    if (!isConstant(state, key) || !isConstant(state, value)) return;
    if (hashableKinds.has(key.kind)) continue;
    const lowered = lowerExpression(state, frame, key);
    state.checks.push(new CheckHashable(...place(key.span), lowered));
  }
}

const hashableKinds: ReadonlySet<Expression['kind']> = new Set([
  'string',
  'integer',
  'float',
  'boolean',
  'none',
]);

function toInt(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function lineOf(source: string, offset: number): number {
  return source.slice(0, offset).split(/\r\n?|\n/).length;
}
