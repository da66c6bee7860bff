/** Jinja2's statements, `parser.py` 3.1.6: any text gives a tree and a list of problems. */
import type { Span } from '../text/span.ts';
import type {
  AssignmentTarget,
  Expression,
  Identifier,
  IfBranch,
  JinjaTemplate,
  NamespaceTarget,
  Parameter,
  PrintNode,
  Statement,
  TupleTarget,
} from './nodes.ts';
import {
  parseExpression,
  parseFilterCall,
  parseFilterChain,
  parseItems,
  parsePrimary,
  parseTuple,
} from './parse-expression.ts';
import { isPythonSpace } from './python-text.ts';
import { TokenStream } from './token-stream.ts';
import { describeToken } from './tokens.ts';

export function parseTemplate(source: string): JinjaTemplate {
  const parser = new TemplateParser(source);
  const body = parser.parseAll();
  return { source, body, problems: parser.stream.problems };
}

/** What every statement begins with, read up to and including its keyword. */
interface TagStart {
  readonly start: number;
  readonly keyword: Span;
}

/** A body with the tag that ended it; `endName` is absent when the text ended first. */
interface Body {
  readonly statements: readonly Statement[];
  /** The opening tag of the body, colon allowed. */
  readonly tag: Span;
  readonly endName?: string;
  readonly endStart: number;
}

type StatementParser = (parser: TemplateParser, tag: TagStart) => Statement | readonly Statement[];

class TemplateParser {
  readonly stream: TokenStream;
  /** End tags that the enclosing statements wait for, outermost first. */
  readonly #awaited: (readonly string[])[] = [];
  readonly #openTags: string[] = [];
  #unclosedTag: Span | undefined;

  constructor(source: string) {
    this.stream = new TokenStream(source);
  }

  parseAll(): readonly Statement[] {
    return this.#parseUntil([]).statements;
  }

  /** The body of a statement, up to one of the end tags, whose name is taken. */
  parseBody(tagStart: number, endNames: readonly string[]): Body {
    this.stream.skip(':');
    this.stream.takeTagEnd('block-end');
    const tag = this.stream.spanFrom(tagStart);
    this.#awaited.push(endNames);
    const body = this.stream.nest(() => this.#parseUntil(endNames));
    if (body?.endName === undefined) this.#reportUnclosed(tag);
    this.#awaited.pop();
    return { ...(body ?? { statements: [], endStart: tag.end }), tag };
  }

  /** The end of the statement's last tag. */
  finish(start: number): Span {
    this.stream.takeTagEnd('block-end');
    return this.stream.spanFrom(start);
  }

  #parseUntil(endNames: readonly string[]): Omit<Body, 'tag'> {
    const statements: Statement[] = [];
    while (!this.stream.is('end')) {
      const { type, value, span } = this.stream.current;
      if (type === 'data' || type === 'raw-data') {
        statements.push({ kind: 'text', value, isRaw: type === 'raw-data', span });
        this.stream.next();
      } else if (type === 'comment') {
        statements.push({ kind: 'comment', text: value, span });
        this.stream.next();
      } else if (type === 'variable-begin') {
        statements.push(this.#parsePrint());
      } else if (type === 'block-begin') {
        if (this.#isEndTagOfOuter(endNames)) break;
        this.stream.next();
        if (this.stream.isName(...endNames)) {
          return { statements, endName: this.stream.next().value, endStart: span.start };
        }
        statements.push(...this.#parseStatement(span.start));
      } else {
        this.stream.next();
      }
    }
    return { statements, endStart: this.stream.current.span.start };
  }

  /** A wrong end tag that an enclosing statement waits for ends this body too, once it has been reported. */
  #isEndTagOfOuter(endNames: readonly string[]): boolean {
    const { type, value, span } = this.stream.peek();
    if (type !== 'name' || endNames.includes(value)) return false;
    if (!this.#awaited.flat().includes(value)) return false;
    this.stream.report(this.#unknownTagMessage(value), span);
    return true;
  }

  #parsePrint(): PrintNode {
    const { start } = this.stream.next().span;
    const expression = parseTuple(this.stream);
    this.stream.takeTagEnd('variable-end');
    return { kind: 'print', expression, span: this.stream.spanFrom(start) };
  }

  #parseStatement(start: number): readonly Statement[] {
    const { type, value, span } = this.stream.current;
    const parse = type === 'name' ? statementParsers.get(value) : undefined;
    if (parse === undefined) {
      this.stream.fail(type === 'name' ? this.#unknownTagMessage(value) : 'tag name expected');
      const whole = this.finish(start);
      return [{ kind: 'error-statement', tag: whole, keyword: span, span: whole }];
    }
    this.#openTags.push(value);
    this.stream.next();
    const parsed = parse(this, { start, keyword: span });
    this.#openTags.pop();
    return Array.isArray(parsed) ? parsed : [parsed as Statement];
  }

  #unknownTagMessage(name: string): string {
    const isAwaited = this.#awaited.flat().includes(name);
    return this.#structureMessage(`Encountered unknown tag '${name}'.`, isAwaited);
  }

  #reportUnclosed(tag: Span): void {
    if (!this.stream.is('end') || this.#unclosedTag !== undefined) return;
    this.#unclosedTag = tag;
    this.stream.report(this.#structureMessage('Unexpected end of template.', false), tag);
  }

  #structureMessage(first: string, isNestingMistake: boolean): string {
    const sentences = [first];
    const looking = this.#awaited
      .at(-1)
      ?.map((name) => `'${name}'`)
      .join(' or ');
    if (looking !== undefined) {
      sentences.push(
        isNestingMistake
          ? `You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for ${looking}.`
          : `Jinja was looking for the following tags: ${looking}.`,
      );
    }
    const innermost = this.#openTags.at(-1);
    if (innermost !== undefined) {
      sentences.push(`The innermost block that needs to be closed is '${innermost}'.`);
    }
    return sentences.join(' ');
  }
}

const parseIf: StatementParser = (parser, { start, keyword }) => {
  const branches: IfBranch[] = [];
  let otherwise: readonly Statement[] = [];
  let firstTag: Span | undefined;
  let tagStart = start;
  let last: Body;
  do {
    const test = parseTuple(parser.stream, { allowsConditional: false });
    last = parser.parseBody(tagStart, ['elif', 'else', 'endif']);
    firstTag ??= last.tag;
    branches.push({ test, body: last.statements, span: { start: tagStart, end: last.endStart } });
    tagStart = last.endStart;
  } while (last.endName === 'elif');
  if (last.endName === 'else') {
    last = parser.parseBody(tagStart, ['endif']);
    otherwise = last.statements;
  }
  return { kind: 'if', branches, otherwise, ...close(parser, start, keyword, firstTag, last) };
};

const parseFor: StatementParser = (parser, { start, keyword }) => {
  const { stream } = parser;
  const target = parseTarget(parser.stream);
  stream.expectName('in');
  const iterable = parseTuple(stream, { allowsConditional: false });
  const filter = stream.skipName('if') ? parseExpression(stream) : undefined;
  const isRecursive = stream.skipName('recursive');
  const first = parser.parseBody(start, ['endfor', 'else']);
  const last = first.endName === 'else' ? parser.parseBody(first.endStart, ['endfor']) : first;
  return {
    kind: 'for',
    target,
    iterable,
    ...(filter === undefined ? {} : { filter }),
    isRecursive,
    body: first.statements,
    otherwise: last === first ? [] : last.statements,
    ...close(parser, start, keyword, first.tag, last),
  };
};

const parseSet: StatementParser = (parser, { start, keyword }) => {
  const target = parseTarget(parser.stream, parseNamespaceOrPrimary);
  if (parser.stream.skip('=')) {
    const value = parseTuple(parser.stream);
    return { kind: 'set', target, value, ...single(parser, start, keyword) };
  }
  const filter = parseFilterChain(parser.stream, undefined);
  const body = parser.parseBody(start, ['endset']);
  return {
    kind: 'set-block',
    target,
    ...(filter === undefined ? {} : { filter }),
    body: body.statements,
    ...close(parser, start, keyword, body.tag, body),
  };
};

const parseWith: StatementParser = (parser, { start, keyword }) => {
  const { stream } = parser;
  const bindings: { target: AssignmentTarget; value: Expression }[] = [];
  while (!stream.is('block-end')) {
    if (bindings.length > 0 && !stream.expect(',')) break;
    const target = parseTarget(stream);
    stream.expect('=');
    bindings.push({ target, value: parseExpression(stream) });
  }
  const body = parser.parseBody(start, ['endwith']);
  const rest = close(parser, start, keyword, body.tag, body);
  return { kind: 'with', bindings, body: body.statements, ...rest };
};

const parseAutoescape: StatementParser = (parser, { start, keyword }) => {
  const value = parseExpression(parser.stream);
  const body = parser.parseBody(start, ['endautoescape']);
  const rest = close(parser, start, keyword, body.tag, body);
  return { kind: 'autoescape', value, body: body.statements, ...rest };
};

const parseBlock: StatementParser = (parser, { start, keyword }) => {
  const { stream } = parser;
  const name = stream.expectIdentifier();
  const isScoped = stream.skipName('scoped');
  const isRequired = stream.skipName('required');
  if (stream.is('-')) {
    stream.fail(
      'Block names in Jinja have to be valid Python identifiers and may not contain hyphens, use an underscore instead.',
    );
  }
  const body = parser.parseBody(start, ['endblock']);
  if (isRequired && !body.statements.every(isBlank)) {
    stream.report('Required blocks can only contain comments or whitespace', name.span);
  }
  stream.skipName(name.name);
  const rest = close(parser, start, keyword, body.tag, body);
  return { kind: 'block', name, isScoped, isRequired, body: body.statements, ...rest };
};

const parseExtends: StatementParser = (parser, { start, keyword }) => {
  const template = parseExpression(parser.stream);
  return { kind: 'extends', template, ...single(parser, start, keyword) };
};

const parseInclude: StatementParser = (parser, { start, keyword }) => {
  const { stream } = parser;
  const template = parseExpression(stream);
  const ignoresMissing = stream.isName('ignore') && isNextName(stream, 'missing');
  if (ignoresMissing) {
    stream.next();
    stream.next();
  }
  const withContext = parseContext(stream) ?? true;
  const rest = single(parser, start, keyword);
  return { kind: 'include', template, ignoresMissing, withContext, ...rest };
};

const parseImport: StatementParser = (parser, { start, keyword }) => {
  const { stream } = parser;
  const template = parseExpression(stream);
  stream.expectName('as');
  const alias = parseNameTarget(stream);
  const withContext = parseContext(stream) ?? false;
  return { kind: 'import', template, alias, withContext, ...single(parser, start, keyword) };
};

const parseFromImport: StatementParser = (parser, { start, keyword }) => {
  const { stream } = parser;
  const template = parseExpression(stream);
  stream.expectName('import');
  const names: { name: Identifier; alias?: Identifier }[] = [];
  let withContext: boolean | undefined;
  do {
    if (names.length > 0) stream.expect(',');
    withContext = parseContext(stream);
    if (withContext !== undefined) break;
    names.push(parseImportedName(stream));
    withContext = parseContext(stream);
  } while (withContext === undefined && stream.is(','));
  const rest = single(parser, start, keyword);
  return { kind: 'from-import', template, names, withContext: withContext ?? false, ...rest };
};

const parseCallBlock: StatementParser = (parser, { start, keyword }) => {
  const { stream } = parser;
  const parameters = stream.is('(') ? parseSignature(stream) : [];
  const call = parseExpression(stream);
  if (call.kind !== 'call') stream.fail('expected call', keyword);
  const body = parser.parseBody(start, ['endcall']);
  const rest = close(parser, start, keyword, body.tag, body);
  if (call.kind !== 'call') return { kind: 'error-statement', ...rest };
  return { kind: 'call-block', parameters, call, body: body.statements, ...rest };
};

const parseFilterBlock: StatementParser = (parser, { start, keyword }) => {
  const { stream } = parser;
  const first = parseFilterCall(stream, undefined);
  const filter = parseFilterChain(stream, first) ?? first;
  const body = parser.parseBody(start, ['endfilter']);
  const rest = close(parser, start, keyword, body.tag, body);
  return { kind: 'filter-block', filter, body: body.statements, ...rest };
};

const parseMacro: StatementParser = (parser, { start, keyword }) => {
  const { stream } = parser;
  const name = parseNameTarget(stream);
  const parameters = parseSignature(stream);
  const body = parser.parseBody(start, ['endmacro']);
  const rest = close(parser, start, keyword, body.tag, body);
  return { kind: 'macro', name, parameters, body: body.statements, ...rest };
};

/** `{% print a, b %}` prints each expression. */
const parsePrintTag: StatementParser = (parser, { start }) => {
  const { stream } = parser;
  const expressions: Expression[] = [];
  while (!stream.is('block-end')) {
    if (expressions.length > 0 && !stream.expect(',')) break;
    expressions.push(parseExpression(stream));
  }
  const span = parser.finish(start);
  return expressions.map((expression): PrintNode => ({ kind: 'print', expression, span }));
};

const statementParsers: ReadonlyMap<string, StatementParser> = new Map([
  ['if', parseIf],
  ['for', parseFor],
  ['set', parseSet],
  ['with', parseWith],
  ['macro', parseMacro],
  ['call', parseCallBlock],
  ['filter', parseFilterBlock],
  ['block', parseBlock],
  ['extends', parseExtends],
  ['include', parseInclude],
  ['import', parseImport],
  ['from', parseFromImport],
  ['autoescape', parseAutoescape],
  ['print', parsePrintTag],
]);

/** Names of the tags that open a statement. */
export const statementKeywords: readonly string[] = [...statementParsers.keys()];

interface TagSpans {
  readonly tag: Span;
  readonly keyword: Span;
  readonly endTag?: Span;
  readonly span: Span;
}

/** The spans of a statement that ends with this tag. */
function single(parser: TemplateParser, start: number, keyword: Span): TagSpans {
  const span = parser.finish(start);
  return { tag: span, keyword, span };
}

/** The spans of a statement whose end tag has just been named. */
function close(
  parser: TemplateParser,
  start: number,
  keyword: Span,
  tag: Span,
  last: Body,
): TagSpans {
  if (last.endName === undefined) {
    return { tag, keyword, span: { start, end: Math.max(last.endStart, tag.end) } };
  }
  const endTag = parser.finish(last.endStart);
  return { tag, keyword, endTag, span: { start, end: endTag.end } };
}

function parseTarget(
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

function parseNamespaceOrPrimary(stream: TokenStream): Expression | NamespaceTarget {
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

function parseNameTarget(stream: TokenStream): Identifier {
  const identifier = stream.expectIdentifier();
  if (['true', 'false', 'none', 'True', 'False', 'None'].includes(identifier.name)) {
    stream.fail(`can't assign to 'name'`, identifier.span);
  }
  return identifier;
}

function parseImportedName(stream: TokenStream): { name: Identifier; alias?: Identifier } {
  const name = parseNameTarget(stream);
  if (name.name.startsWith('_')) {
    stream.fail('names starting with an underline can not be imported', name.span);
  }
  return stream.skipName('as') ? { name, alias: parseNameTarget(stream) } : { name };
}

/** `with context` and `without context`. */
function parseContext(stream: TokenStream): boolean | undefined {
  if (!stream.isName('with', 'without') || !isNextName(stream, 'context')) return undefined;
  const withContext = stream.next().value === 'with';
  stream.next();
  return withContext;
}

function parseSignature(stream: TokenStream): Parameter[] {
  const parameters: Parameter[] = [];
  stream.expect('(');
  while (!stream.is(')')) {
    if (parameters.length > 0 && !stream.expect(',')) break;
    const isOptional = parameters.at(-1)?.defaultValue !== undefined;
    const name = parseNameTarget(stream);
    const defaultValue = stream.skip('=') ? parseExpression(stream) : undefined;
    if (defaultValue === undefined && isOptional) {
      stream.fail('non-default argument follows default argument');
    }
    const span = stream.spanFrom(name.span.start);
    parameters.push(defaultValue === undefined ? { name, span } : { name, defaultValue, span });
  }
  stream.expect(')');
  return parameters;
}

function isBlank(statement: Statement): boolean {
  return (
    statement.kind === 'comment' || (statement.kind === 'text' && isPythonSpace(statement.value))
  );
}

function isNextName(stream: TokenStream, name: string): boolean {
  const next = stream.peek();
  return next.type === 'name' && next.value === name;
}
