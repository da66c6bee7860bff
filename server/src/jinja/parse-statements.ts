/** Jinja2's statements, `parser.py` 3.1.6, over a stream that never throws. */
import type { Span } from '../text/span.ts';
import type {
  AssignmentTarget,
  Expression,
  Identifier,
  IfBranch,
  Parameter,
  PrintNode,
  Statement,
} from './nodes.ts';
import {
  parseExpression,
  parseFilterCall,
  parseFilterChain,
  parseTuple,
} from './parse-expression.ts';
import { parseNamespaceOrPrimary, parseNameTarget, parseTarget } from './parse-target.ts';
import { isPythonSpace } from './python-text.ts';
import type { Body, BodyParser, StatementParser } from './statement-parser.ts';
import type { TokenStream } from './token-stream.ts';

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

interface TagSpans {
  readonly tag: Span;
  readonly keyword: Span;
  readonly endTag?: Span;
  readonly span: Span;
}

/** The spans of a statement that ends with this tag. */
function single(parser: BodyParser, start: number, keyword: Span): TagSpans {
  const span = parser.finish(start);
  return { tag: span, keyword, span };
}

/** The spans of a statement whose end tag has just been named. */
function close(parser: BodyParser, start: number, keyword: Span, tag: Span, last: Body): TagSpans {
  if (last.endName === undefined) {
    return { tag, keyword, span: { start, end: Math.max(last.endStart, tag.end) } };
  }
  const endTag = parser.finish(last.endStart);
  return { tag, keyword, endTag, span: { start, end: endTag.end } };
}

function parseImportedName(stream: TokenStream): { name: Identifier; alias?: Identifier } {
  const name = parseNameTarget(stream);
  if (name.name.startsWith('_')) {
    const message = 'names starting with an underline can not be imported';
    stream.fail(message, name.span, 'TemplateAssertionError');
  }
  return stream.skipName('as') ? { name, alias: parseNameTarget(stream) } : { name };
}

/** `with context` and `without context`. */
function parseContext(stream: TokenStream): boolean | undefined {
  if (!stream.isNameOf(['with', 'without']) || !isNextName(stream, 'context')) return undefined;
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

/** By the word that opens the statement. */
export const statementParsers: ReadonlyMap<string, StatementParser> = new Map([
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
