/** Jinja2's expression grammar, `parser.py` 3.1.6, over a stream that never throws. */
import type {
  Arguments,
  BinaryOperator,
  CallExpression,
  CompareExpression,
  ComparisonOperator,
  Expression,
  FilterExpression,
  Identifier,
  SliceExpression,
} from './nodes.ts';
import type { TokenStream } from './token-stream.ts';
import { describeToken, type Token, type TokenType } from './tokens.ts';

/** The longest chain of operators, subscripts and filters: beyond it Python's compiler recurses too deeply. */
const maxChain = 400;

export interface TupleOptions {
  /** False where a following `if` belongs to the statement. */
  readonly allowsConditional?: boolean;
  /** True in parentheses, where nothing is an empty tuple. */
  readonly allowsEmpty?: boolean;
}

export function parseExpression(stream: TokenStream, allowsConditional = true): Expression {
  const { start } = stream.current.span;
  const parse = isAlone(stream) ? parsePrimary : allowsConditional ? parseConditional : parseOr;
  return stream.nest(() => parse(stream)) ?? { kind: 'error', span: stream.spanFrom(start) };
}

const afterExpression: readonly TokenType[] = ['variable-end', 'block-end', ',', ')', ']', '}'];

/** Whether the expression is a name or a string and no more, as most are: no operator has to be looked for. */
function isAlone(stream: TokenStream): boolean {
  if (!afterExpression.includes(stream.peek().type)) return false;
  return stream.is('string') || (stream.is('name') && !stream.isName('not'));
}

/** An expression, or a tuple when commas follow. */
export function parseTuple(stream: TokenStream, options: TupleOptions = {}): Expression {
  const { allowsConditional, allowsEmpty = false } = options;
  const { start } = stream.current.span;
  const parseItem = (): Expression => parseExpression(stream, allowsConditional);
  const { items, isTuple } = parseItems(stream, parseItem);
  const [first] = items;
  if (!isTuple && first !== undefined) return first;
  if (!isTuple && !allowsEmpty) {
    stream.fail(`Expected an expression, got '${describeToken(stream.current)}'`);
    return { kind: 'error', span: stream.gap() };
  }
  return { kind: 'tuple', items, span: stream.spanFrom(start) };
}

const afterItems: readonly TokenType[] = ['variable-end', 'block-end', ')'];

/** What stands between commas, up to the end of the tag or a closing parenthesis. */
export function parseItems<Item>(
  stream: TokenStream,
  parseItem: (stream: TokenStream) => Item,
): { readonly items: readonly Item[]; readonly isTuple: boolean } {
  const items: Item[] = [];
  let isTuple = false;
  while (true) {
    if (items.length > 0) stream.expect(',');
    if (stream.isOneOf(afterItems)) break;
    items.push(parseItem(stream));
    if (!stream.is(',')) break;
    isTuple = true;
  }
  return { items, isTuple };
}

/** A name, a literal, a parenthesised expression, a list or a dict. */
export function parsePrimary(stream: TokenStream): Expression {
  const token = stream.current;
  const { span } = token;
  switch (token.type) {
    case 'name':
      stream.next();
      return namedConstant(token.value, span) ?? { kind: 'name', name: token.value, span };
    case 'string':
      return parseStrings(stream);
    case 'integer':
      stream.next();
      return { kind: 'integer', value: parseInteger(token.value), span };
    case 'float':
      stream.next();
      return { kind: 'float', value: parseFloatLiteral(token.value), span };
    case '(':
      return parseParentheses(stream);
    case '[':
      return parseList(stream);
    case '{':
      return parseDict(stream);
    default:
      stream.fail(`unexpected '${describeToken(token)}'`);
      return { kind: 'error', span: stream.gap() };
  }
}

/** A chain of filters; without a target it filters the body of a block. */
export function parseFilterChain(
  stream: TokenStream,
  target: Expression | undefined,
): FilterExpression | undefined {
  const start = target?.span.start ?? stream.current.span.start;
  let filter: FilterExpression | undefined;
  for (let count = 0; stream.is('|') && isWithinChain(stream, count); count += 1) {
    stream.next();
    filter = parseFilterCall(stream, filter ?? target, start);
  }
  return filter;
}

/** `name(arguments)` of a filter, behind its `|`. */
export function parseFilterCall(
  stream: TokenStream,
  target: Expression | undefined,
  start = stream.current.span.start,
): FilterExpression {
  const name = parseDottedName(stream);
  const parsed = stream.is('(') ? parseArguments(stream) : noArguments;
  const span = stream.spanFrom(start);
  const filter = { kind: 'filter', name, arguments: parsed, span } as const;
  return target === undefined ? filter : { ...filter, target };
}

function parseConditional(stream: TokenStream): Expression {
  const { start } = stream.current.span;
  let then = parseOr(stream);
  for (let count = 0; stream.isName('if') && isWithinChain(stream, count); count += 1) {
    stream.next();
    const test = parseOr(stream);
    const otherwise = stream.skipName('else') ? parseNestedConditional(stream) : undefined;
    const span = stream.spanFrom(start);
    then = {
      kind: 'conditional',
      test,
      then,
      ...(otherwise === undefined ? {} : { otherwise }),
      span,
    };
  }
  return then;
}

function parseNestedConditional(stream: TokenStream): Expression {
  return stream.nest(() => parseConditional(stream)) ?? { kind: 'error', span: stream.gap() };
}

type Level = (stream: TokenStream) => Expression;

/** A left-associative level of binary operators. */
function parseBinary(
  stream: TokenStream,
  operand: Level,
  operatorAt: (stream: TokenStream) => BinaryOperator | undefined,
): Expression {
  const { start } = stream.current.span;
  let left = operand(stream);
  for (let count = 0; ; count += 1) {
    const operator = operatorAt(stream);
    if (operator === undefined || !isWithinChain(stream, count)) return left;
    stream.next();
    const right = operand(stream);
    left = { kind: 'binary', operator, left, right, span: stream.spanFrom(start) };
  }
}

const or = ({ current }: TokenStream) => nameOperator(current, 'or');
const and = ({ current }: TokenStream) => nameOperator(current, 'and');

function nameOperator<Name extends 'or' | 'and'>(token: Token, name: Name): Name | undefined {
  return token.type === 'name' && token.value === name ? name : undefined;
}

function additive({ current: { type } }: TokenStream): BinaryOperator | undefined {
  return type === '+' || type === '-' ? type : undefined;
}

function multiplicative({ current: { type } }: TokenStream): BinaryOperator | undefined {
  return type === '*' || type === '/' || type === '//' || type === '%' ? type : undefined;
}

function power({ current: { type } }: TokenStream): BinaryOperator | undefined {
  return type === '**' ? type : undefined;
}

const parseOr: Level = (stream) => parseBinary(stream, parseAnd, or);
const parseAnd: Level = (stream) => parseBinary(stream, parseNot, and);
const parseSum: Level = (stream) => parseBinary(stream, parseConcat, additive);
const parseProduct: Level = (stream) => parseBinary(stream, parsePower, multiplicative);
const parsePower: Level = (stream) => parseBinary(stream, parseFilteredUnary, power);

function parseNot(stream: TokenStream): Expression {
  if (!stream.isName('not')) return parseCompare(stream);
  const { start } = stream.next().span;
  const operand = stream.nest(() => parseNot(stream)) ?? { kind: 'error', span: stream.gap() };
  return { kind: 'unary', operator: 'not', operand, span: stream.spanFrom(start) };
}

const comparisonTypes: readonly TokenType[] = ['==', '!=', '<', '<=', '>', '>='];

function parseCompare(stream: TokenStream): Expression {
  const { start } = stream.current.span;
  const left = parseSum(stream);
  const comparisons: CompareExpression['comparisons'][number][] = [];
  while (true) {
    const operator = takeComparison(stream);
    if (operator === undefined) break;
    comparisons.push({ operator, right: parseSum(stream) });
  }
  if (comparisons.length === 0) return left;
  return { kind: 'compare', left, comparisons, span: stream.spanFrom(start) };
}

function takeComparison(stream: TokenStream): ComparisonOperator | undefined {
  if (comparisonTypes.includes(stream.current.type)) {
    // The list holds exactly the comparison operators that are tokens of their own.
    return stream.next().type as ComparisonOperator;
  }
  if (stream.skipName('in')) return 'in';
  if (!stream.isName('not')) return undefined;
  const next = stream.peek();
  if (next.type === 'error') stream.next();
  if (next.type !== 'name' || next.value !== 'in') return undefined;
  stream.next();
  stream.next();
  return 'not in';
}

function parseConcat(stream: TokenStream): Expression {
  const { start } = stream.current.span;
  const first = parseProduct(stream);
  if (!stream.is('~')) return first;
  const operands = [first];
  while (stream.skip('~')) operands.push(parseProduct(stream));
  return { kind: 'concat', operands, span: stream.spanFrom(start) };
}

function parseFilteredUnary(stream: TokenStream): Expression {
  const { start } = stream.current.span;
  return parsePostfix(stream, parseUnary(stream), start, parseFilterTestOrCall);
}

/** A sign binds tighter than a filter: `-x|abs` filters `-x`. */
function parseUnary(stream: TokenStream): Expression {
  const { type, span } = stream.current;
  if (type !== '-' && type !== '+') return parseSubscripted(stream);
  stream.next();
  const operand = stream.nest(() => parseUnary(stream)) ?? { kind: 'error', span: stream.gap() };
  const end = stream.spanFrom(span.start);
  const signed: Expression = { kind: 'unary', operator: type, operand, span: end };
  return parsePostfix(stream, signed, span.start, parseSubscriptOrCall);
}

function parseSubscripted(stream: TokenStream): Expression {
  const { start } = stream.current.span;
  return parsePostfix(stream, parsePrimary(stream), start, parseSubscriptOrCall);
}

/** Reads one step behind `target`, or nothing; the expression began at `start`. */
type Postfix = (stream: TokenStream, target: Expression, start: number) => Expression | undefined;

function parsePostfix(
  stream: TokenStream,
  target: Expression,
  start: number,
  parseStep: Postfix,
): Expression {
  let expression = target;
  for (let count = 0; isWithinChain(stream, count); count += 1) {
    const next = parseStep(stream, expression, start);
    if (next === undefined) return expression;
    expression = next;
  }
  return expression;
}

const parseSubscriptOrCall: Postfix = (stream, target, start) => {
  switch (stream.current.type) {
    case '.':
      return parseAttribute(stream, target, start);
    case '[':
      return parseItem(stream, target, start);
    case '(':
      return parseCall(stream, target, start);
    default:
      return undefined;
  }
};

/** Behind a filter or a test only calls may follow, no subscripts. */
const parseFilterTestOrCall: Postfix = (stream, target, start) => {
  if (stream.skip('|')) return parseFilterCall(stream, target, start);
  if (stream.isName('is')) return parseTest(stream, target, start);
  return stream.is('(') ? parseCall(stream, target, start) : undefined;
};

function parseAttribute(stream: TokenStream, target: Expression, start: number): Expression {
  stream.next();
  const token = stream.current;
  if (token.type === 'integer') {
    stream.next();
    const index = { kind: 'integer', value: parseInteger(token.value), span: token.span } as const;
    return { kind: 'item', target, index, span: stream.spanFrom(start) };
  }
  if (token.type !== 'name') {
    // Jinja2 takes the token before it looks at it, so that a broken one behind it is reported first.
    if (stream.peek().type === 'error') stream.next();
    stream.fail('expected name or number');
    const name = { name: '', span: stream.gap() };
    return { kind: 'attribute', target, name, span: stream.spanFrom(start) };
  }
  stream.next();
  const name = { name: token.value, span: token.span };
  return { kind: 'attribute', target, name, span: stream.spanFrom(start) };
}

function parseItem(stream: TokenStream, target: Expression, start: number): Expression {
  const open = stream.next().span;
  const indices: (Expression | SliceExpression)[] = [];
  while (!stream.is(']')) {
    if (indices.length > 0 && !stream.expect(',')) break;
    indices.push(parseIndex(stream));
  }
  stream.expect(']');
  const span = stream.spanFrom(start);
  const [only] = indices;
  if (indices.length === 1 && only !== undefined)
    return { kind: 'item', target, index: only, span };
  const items = indices.map((index) => (index.kind === 'slice' ? refuse(stream, index) : index));
  const index: Expression = { kind: 'tuple', items, span: stream.spanFrom(open.start) };
  return { kind: 'item', target, index, span };
}

/** Jinja2's parser lets a slice pass among several indices; the Python code that comes of it does not compile. */
function refuse(stream: TokenStream, slice: SliceExpression): Expression {
  stream.report('invalid syntax', slice.span, 'SyntaxError');
  return { kind: 'error', span: slice.span };
}

function parseIndex(stream: TokenStream): Expression | SliceExpression {
  const start = stream.current.span.start;
  const from = stream.is(':') ? undefined : parseExpression(stream);
  if (from !== undefined && !stream.is(':')) return from;
  stream.next();
  const to = parseSliceEnd(stream);
  const step = stream.skip(':') ? parseSliceEnd(stream) : undefined;
  return {
    kind: 'slice',
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(step === undefined ? {} : { step }),
    span: stream.spanFrom(start),
  };
}

const afterSlicePart: readonly TokenType[] = [':', ']', ','];

function parseSliceEnd(stream: TokenStream): Expression | undefined {
  return stream.isOneOf(afterSlicePart) ? undefined : parseExpression(stream);
}

function parseCall(stream: TokenStream, callee: Expression, start: number): CallExpression {
  const parsed = parseArguments(stream);
  return { kind: 'call', callee, arguments: parsed, span: stream.spanFrom(start) };
}

const noArguments: Arguments = { positional: [], keywords: [] };

function parseArguments(stream: TokenStream): Arguments {
  const open = stream.next().span;
  const positional: Expression[] = [];
  const keywords: { name: Identifier; value: Expression }[] = [];
  let rest: Expression | undefined;
  let keywordRest: Expression | undefined;
  const ensure = (isValid: boolean): void => {
    if (!isValid) stream.fail('invalid syntax for function call expression', open);
  };
  for (let isFirst = true; !stream.is(')'); isFirst = false) {
    if (!isFirst && (!stream.expect(',') || stream.is(')'))) break;
    if (stream.skip('*')) {
      ensure(rest === undefined && keywordRest === undefined);
      rest = parseExpression(stream);
    } else if (stream.skip('**')) {
      ensure(keywordRest === undefined);
      keywordRest = parseExpression(stream);
    } else if (stream.is('name') && stream.peek().type === '=') {
      ensure(keywordRest === undefined);
      keywords.push(parseKeyword(stream));
    } else {
      ensure(rest === undefined && keywordRest === undefined && keywords.length === 0);
      positional.push(parseExpression(stream));
    }
  }
  stream.expect(')');
  return {
    positional,
    keywords,
    ...(rest === undefined ? {} : { rest }),
    ...(keywordRest === undefined ? {} : { keywordRest }),
  };
}

function parseKeyword(stream: TokenStream): { name: Identifier; value: Expression } {
  const name = stream.expectIdentifier();
  stream.expect('=');
  return { name, value: parseExpression(stream) };
}

const argumentStarts: readonly TokenType[] = ['name', 'string', 'integer', 'float', '(', '[', '{'];

function parseTest(stream: TokenStream, target: Expression, start: number): Expression {
  stream.next();
  const isNegated = stream.skipName('not');
  const name = parseDottedName(stream);
  const parsed = parseTestArguments(stream);
  const span = stream.spanFrom(start);
  const test = { kind: 'test', target, name, arguments: parsed, span } as const;
  return isNegated ? { kind: 'unary', operator: 'not', operand: test, span } : test;
}

function parseTestArguments(stream: TokenStream): Arguments {
  if (stream.is('(')) return parseArguments(stream);
  if (!argumentStarts.includes(stream.current.type) || stream.isNameOf(['else', 'or', 'and'])) {
    return noArguments;
  }
  if (stream.isName('is')) {
    stream.fail('You cannot chain multiple tests with is');
    return noArguments;
  }
  const argument = stream.nest(() => parseSubscripted(stream));
  return argument === undefined ? noArguments : { positional: [argument], keywords: [] };
}

function parseDottedName(stream: TokenStream): Identifier {
  const first = stream.expectIdentifier();
  let { name } = first;
  while (stream.skip('.')) name += `.${stream.expectIdentifier().name}`;
  return name === first.name ? first : { name, span: stream.spanFrom(first.span.start) };
}

function parseParentheses(stream: TokenStream): Expression {
  const { start } = stream.next().span;
  const inside = stream.nest(() => parseTuple(stream, { allowsEmpty: true }));
  stream.expect(')');
  const span = stream.spanFrom(start);
  if (inside === undefined) return { kind: 'error', span };
  return inside.kind === 'tuple' ? { ...inside, span } : inside;
}

function parseList(stream: TokenStream): Expression {
  const { start } = stream.next().span;
  const items: Expression[] = [];
  while (!stream.is(']')) {
    if (items.length > 0 && !stream.expect(',')) break;
    if (stream.is(']')) break;
    items.push(parseExpression(stream));
  }
  stream.expect(']');
  return { kind: 'list', items, span: stream.spanFrom(start) };
}

function parseDict(stream: TokenStream): Expression {
  const { start } = stream.next().span;
  const entries: { key: Expression; value: Expression }[] = [];
  while (!stream.is('}')) {
    if (entries.length > 0 && !stream.expect(',')) break;
    if (stream.is('}')) break;
    const key = parseExpression(stream);
    stream.expect(':');
    entries.push({ key, value: parseExpression(stream) });
  }
  stream.expect('}');
  return { kind: 'dict', entries, span: stream.spanFrom(start) };
}

/** Adjacent literals join, as in Python. */
function parseStrings(stream: TokenStream): Expression {
  const { start } = stream.current.span;
  let value = '';
  while (stream.is('string')) value += stream.next().value;
  return { kind: 'string', value, span: stream.spanFrom(start) };
}

function namedConstant(name: string, span: Expression['span']): Expression | undefined {
  switch (name) {
    case 'true':
    case 'True':
      return { kind: 'boolean', value: true, span };
    case 'false':
    case 'False':
      return { kind: 'boolean', value: false, span };
    case 'none':
    case 'None':
      return { kind: 'none', span };
    default:
      return undefined;
  }
}

function parseInteger(literal: string): bigint {
  return BigInt(toAsciiDigits(literal.replaceAll('_', '')));
}

function parseFloatLiteral(literal: string): number {
  return Number(toAsciiDigits(literal.replaceAll('_', '')));
}

/** Python reads every decimal digit of Unicode; these come in runs of ten, from zero to nine. */
function toAsciiDigits(text: string): string {
  return text.replace(/[^\0-\x7f]/gu, (digit) => String(decimalValue(digit)));
}

function decimalValue(digit: string): number {
  let count = 0;
  let code = (digit.codePointAt(0) ?? 0) - 1;
  while (/\p{Nd}/u.test(String.fromCodePoint(code))) {
    count += 1;
    code -= 1;
  }
  return count % 10;
}

function isWithinChain(stream: TokenStream, count: number): boolean {
  if (count < maxChain) return true;
  stream.fail('this chain is too long: Python stops here with a RecursionError, split it');
  return false;
}
