/** What can be assigned to: names, attributes of namespaces, and tuples of these. */
import type { Span } from '../text/span.ts';
import type {
  AssignmentTarget,
  Expression,
  Identifier,
  NamespaceTarget,
  TupleTarget,
} from './nodes.ts';
import { parseItems, parsePrimary } from './parse-expression.ts';
import type { TokenStream } from './token-stream.ts';
import { describeToken } from './tokens.ts';

export function parseTarget(
  stream: TokenStream,
  parseItem: (stream: TokenStream) => Expression | NamespaceTarget = parsePrimary,
): AssignmentTarget {
  const { start } = stream.current.span;
  const { items, isTuple } = parseItems(stream, parseItem);
  const [first] = items;
  const span = stream.spanFrom(start);
  if (first === undefined && !isTuple) {
    stream.fail(`Expected an expression, got '${describeToken(stream.current)}'`);
    return { kind: 'error', span };
  }
  const target = first === undefined || isTuple ? toTupleTarget(items, span) : toTarget(first);
  if (target !== undefined) return target;
  stream.fail(`can't assign to '${isTuple || !first ? 'tuple' : pythonNodeName(first)}'`, span);
  return { kind: 'error', span };
}

export function parseNamespaceOrPrimary(stream: TokenStream): Expression | NamespaceTarget {
  if (!stream.is('name') || stream.peek().type !== '.') return parsePrimary(stream);
  const namespace = stream.expectIdentifier();
  stream.next();
  const attribute = stream.expectIdentifier();
  const span = stream.spanFrom(namespace.span.start);
  return { kind: 'namespace-target', namespace, attribute, span };
}

/** The expression as a target, or `undefined` where Jinja2's `can_assign` refuses it. */
function toTarget(expression: Expression | NamespaceTarget): AssignmentTarget | undefined {
  switch (expression.kind) {
    case 'name':
    case 'namespace-target':
    case 'error':
      return expression;
    case 'tuple':
      return toTupleTarget(expression.items, expression.span);
    default:
      return undefined;
  }
}

function toTupleTarget(
  expressions: readonly (Expression | NamespaceTarget)[],
  span: Span,
): TupleTarget | undefined {
  const items: AssignmentTarget[] = [];
  for (const expression of expressions) {
    const target = toTarget(expression);
    if (target === undefined) return undefined;
    items.push(target);
  }
  return { kind: 'tuple-target', items, span };
}

/** The class of Jinja2's node in lower case, as `can't assign to …` shows it. */
function pythonNodeName(node: Expression | NamespaceTarget): string {
  switch (node.kind) {
    case 'string':
    case 'integer':
    case 'float':
    case 'boolean':
    case 'none':
      return 'const';
    case 'attribute':
      return 'getattr';
    case 'item':
      return 'getitem';
    case 'conditional':
      return 'condexpr';
    case 'binary':
    case 'unary':
      return operatorNames[node.operator] ?? node.kind;
    default:
      return node.kind;
  }
}

const operatorNames: Record<string, string> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '//': 'floordiv',
  '%': 'mod',
  '**': 'pow',
  and: 'and',
  or: 'or',
  not: 'not',
};

/** A target that must be one name. */
export function parseNameTarget(stream: TokenStream): Identifier {
  const identifier = stream.expectIdentifier();
  if (['true', 'false', 'none', 'True', 'False', 'None'].includes(identifier.name)) {
    stream.fail(`can't assign to 'name'`, identifier.span);
  }
  return identifier;
}
