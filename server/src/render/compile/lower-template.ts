/**
 * Lowers our syntax tree to nunjucks nodes: names become variables of scopes, and Jinja2's scopes become statements
 * that set variables. Follows Jinja2 3.1.6 compiler.CodeGenerator construct by construct.
 */
import nodes, { type Node } from 'nunjucks/src/nodes.js';
import type {
  AssignmentTarget,
  AutoescapeNode,
  BlockNode,
  CallBlockNode,
  Expression,
  ExtendsNode,
  FilterBlockNode,
  ForNode,
  FromImportNode,
  IfNode,
  ImportNode,
  IncludeNode,
  JinjaTemplate,
  MacroNode,
  PrintNode,
  SetBlockNode,
  SetNode,
  Statement,
  WithNode,
} from '../../jinja/nodes.ts';
import { walk } from '../../jinja/visit.ts';
import type { Span } from '../../text/span.ts';
import {
  analyzeExpression,
  analyzeLoop,
  analyzeMacro,
  analyzeStatements,
  analyzeWith,
  assignsName,
  importedNames,
  undeclaredAmong,
} from './analyze-scope.ts';
import { isConstant, knownTruth } from './constants.ts';
import { foldsDifferently } from './folding.ts';
import {
  lowerArguments,
  lowerBlockFilter,
  lowerExpression,
  lowerFolded,
  lowerName,
  place,
  unknownReference,
} from './lower-expression.ts';
import {
  AsMarkup,
  Assign,
  type Autoescape,
  BlockFunction,
  Call,
  CallArguments,
  DefineSelf,
  EnterScope,
  FoldedPrint,
  LeaveScope,
  LoadTemplate,
  Loop,
  MacroFunction,
  NamespaceAttribute,
  Piece,
  Print,
  RunBlock,
  Tuple,
  Variable,
  type VariableFields,
  WithAutoescape,
} from './lowered-nodes.ts';
import { CompileError, type LoweringState, ScopeFrame } from './scope-frame.ts';
import { NameTable } from './symbols.ts';

/** What the environment knows when a template is compiled. */
export interface KnownNames {
  readonly isKnownFilter: (name: string) => boolean;
  readonly isKnownTest: (name: string) => boolean;
  /** The truth of an expression of the template that names nothing; `undefined` where it cannot be computed. */
  readonly truthOfConstant: (constant: Expression) => boolean | undefined;
  /** What was computed so far, by constant. */
  readonly truths: Map<object, boolean | undefined>;
}

/** The root of the lowered tree; throws `CompileError` where Jinja2 refuses to compile. */
export function lowerTemplate(template: JinjaTemplate, known: KnownNames): Node {
  const [problem] = template.problems;
  if (problem !== undefined) {
    const type = problem.errorType ?? 'TemplateSyntaxError';
    throw new CompileError(problem.message, problem.span, type);
  }
  const state = createState(template.source, known, hasBlocks(template));
  const frame = ScopeFrame.root(state.names, true);
  const self = declareSpecial(frame, template.body, 'self');
  analyzeStatements(frame.symbols, template.body);
  const body = lowerBody(state, frame, template.body);
  const defineSelf = self === null ? [] : [new DefineSelf(0, 0, self)];
  return new nodes.Root(0, 0, [
    ...state.checks,
    ...state.blocks.values(),
    ...defineSelf,
    enter(frame),
    ...body,
  ]);
}

/** The root of a template that prints something where the constant is true, by the rules of compilation. */
export function lowerTruth(constant: Expression, source: string, known: KnownNames): Node {
  const state = createState(source, known, false);
  const frame = ScopeFrame.root(state.names, true);
  const at = place(constant.span);
  // What a short-cut passes over may be a name.
  analyzeExpression(frame.symbols, constant);
  const test = lowerFolded(state, () => lowerExpression(state, frame.soft(), constant));
  const body = output(constant.span, new nodes.TemplateData(...at, 'true'));
  return new nodes.Root(0, 0, [enter(frame), new nodes.If(...at, test, body, null)]);
}

function createState(source: string, known: KnownNames, hasBlocks: boolean): LoweringState {
  return {
    ...known,
    names: new NameTable(),
    source,
    hasBlocks,
    blocks: new Map(),
    checks: [],
    constants: new Map(),
    autoescape: 'off',
    loopDepth: 0,
    isInDefaults: false,
    isOptimizing: false,
    isFolding: false,
  };
}

/** The word alone tells of most templates that they have none. */
function hasBlocks({ body, source }: JinjaTemplate): boolean {
  if (!source.includes('block')) return false;
  for (const node of walk(body)) if (node.kind === 'block') return true;
  return false;
}

function lowerBody(
  state: LoweringState,
  frame: ScopeFrame,
  body: readonly Statement[],
): readonly Node[] {
  return body.flatMap((statement) => lowerStatement(state, frame, statement));
}

function lowerStatement(state: LoweringState, frame: ScopeFrame, node: Statement): readonly Node[] {
  switch (node.kind) {
    case 'text':
      return [output(node.span, new nodes.TemplateData(...place(node.span), node.value))];
    case 'comment':
      return [];
    case 'print':
      return [output(node.span, lowerPrint(state, frame, node))];
    case 'if':
      return [lowerIf(state, frame.soft(), node)];
    case 'for':
      return lowerFor(state, frame, node);
    case 'set':
      return [lowerSet(state, frame, node)];
    case 'set-block':
      return lowerSetBlock(state, frame, node);
    case 'with':
      return lowerWith(state, frame, node);
    case 'filter-block':
      return lowerFilterBlock(state, frame, node);
    case 'macro':
      return [lowerMacro(state, frame, node)];
    case 'call-block':
      return [lowerCallBlock(state, frame, node)];
    case 'block':
      return [lowerBlock(state, frame, node)];
    case 'autoescape':
      return lowerAutoescape(state, frame, node);
    case 'extends':
    case 'include':
    case 'import':
    case 'from-import':
      return [lowerLoad(state, frame, node)];
    case 'error-statement':
      throw new CompileError('invalid syntax', node.span, 'TemplateSyntaxError');
  }
}

/** What Jinja2 can print when it compiles is never escaped by an autoescape that it does not know then. */
function lowerPrint(state: LoweringState, frame: ScopeFrame, node: PrintNode): Node {
  const { expression, span } = node;
  const isFolded = isConstant(state, expression);
  const autoescape = state.autoescape === 'dynamic' && isFolded ? 'off' : state.autoescape;
  const print = (): Node =>
    new Print(...place(span), lowerExpression(state, frame, expression), autoescape);
  if (!isFolded || !foldsDifferently(expression)) return print();
  return new FoldedPrint(...place(span), lowerFolded(state, print), print());
}

function lowerIf(state: LoweringState, frame: ScopeFrame, node: IfNode): Node {
  const otherwise =
    node.otherwise.length === 0 ? null : list(lowerBody(state, frame, node.otherwise));
  return (
    node.branches.reduceRight<Node | null>((rest, branch) => {
      const test = lowerExpression(state, frame, branch.test);
      const body = list(lowerBody(state, frame, branch.body));
      return new nodes.If(...place(branch.test.span), test, body, rest);
    }, otherwise) ?? list([])
  );
}

function lowerFor(state: LoweringState, frame: ScopeFrame, node: ForNode): readonly Node[] {
  const bodyFrame = frame.inner();
  const otherwiseFrame = frame.inner();
  const isNamed = state.source.includes('loop');
  const needsLoop =
    node.isRecursive ||
    (isNamed && undeclaredAmong(node.body, ['loop']).has('loop')) ||
    (state.hasBlocks && hasScopedBlock(node));
  const loopIdentifier = needsLoop ? bodyFrame.symbols.declareParameter('loop') : null;
  analyzeLoop(bodyFrame.symbols, node, 'body');
  analyzeStatements(otherwiseFrame.symbols, node.otherwise);
  if (isNamed && assignsName([node], 'loop')) {
    throw new CompileError(
      "Can't assign to special loop variable in for-loop target",
      node.target.span,
    );
  }
  const filter = lowerLoopFilter(state, frame, node);
  const target = lowerTarget(bodyFrame, node.target);
  const iterable = lowerExpression(state, frame, node.iterable);
  const body = lowerLoopBody(state, bodyFrame, node);
  const otherwise =
    node.otherwise.length === 0
      ? null
      : list(scoped(otherwiseFrame, lowerBody(state, otherwiseFrame, node.otherwise)));
  return [
    new Loop(
      ...place(node.iterable.span),
      target,
      iterable,
      filter,
      loopIdentifier,
      node.isRecursive,
      enter(bodyFrame),
      body,
      leave(bodyFrame),
      otherwise,
      state.autoescape,
    ),
  ];
}

/** CPython's compiler allows this many loops in each other within one function. */
const maxLoopDepth = 20;

function lowerLoopBody(state: LoweringState, frame: ScopeFrame, node: ForNode): Node {
  const outer = state.loopDepth;
  state.loopDepth = node.isRecursive ? 1 : outer + 1;
  if (state.loopDepth > maxLoopDepth) {
    throw new CompileError('too many statically nested blocks', node.tag, 'SyntaxError');
  }
  const body = list(lowerBody(state, frame, node.body));
  state.loopDepth = outer;
  return body;
}

/** A body that becomes a function of its own, in which loops are counted anew. */
function lowerFunctionBody(
  state: LoweringState,
  frame: ScopeFrame,
  body: readonly Statement[],
): Node {
  const outer = state.loopDepth;
  state.loopDepth = 0;
  const lowered = list(lowerBody(state, frame, body));
  state.loopDepth = outer;
  return lowered;
}

function hasScopedBlock(node: ForNode): boolean {
  for (const child of walk([node])) if (child.kind === 'block' && child.isScoped) return true;
  return false;
}

function lowerLoopFilter(state: LoweringState, frame: ScopeFrame, node: ForNode) {
  if (node.filter === undefined) return null;
  const inner = frame.inner();
  analyzeLoop(inner.symbols, node, 'filter');
  return {
    enter: enter(inner),
    target: lowerTarget(inner, node.target),
    test: lowerExpression(state, inner, node.filter),
  };
}

function lowerSet(state: LoweringState, frame: ScopeFrame, node: SetNode): Node {
  const target = lowerTarget(frame, node.target);
  const value = lowerExpression(state, frame, node.value);
  return new Assign(...place(node.value.span), target, value, exported(state, frame, node.target));
}

function lowerSetBlock(
  state: LoweringState,
  frame: ScopeFrame,
  node: SetBlockNode,
): readonly Node[] {
  const inner = frame.inner();
  analyzeStatements(inner.symbols, node.body);
  const text = capture(lowerBody(state, inner, node.body), node.span);
  const body = new AsMarkup(...place(node.span), text, state.autoescape);
  const filtered =
    node.filter === undefined ? body : lowerBlockFilter(state, inner, node.filter, body);
  const value = new AsMarkup(...place(node.span), filtered, 'dynamic');
  const target = lowerTarget(frame, node.target);
  return scoped(inner, [
    new Assign(...place(node.tag), target, value, exported(state, frame, node.target)),
  ]);
}

function lowerWith(state: LoweringState, frame: ScopeFrame, node: WithNode): readonly Node[] {
  const inner = frame.inner();
  analyzeWith(inner.symbols, node);
  const bindings = node.bindings.map(({ target, value }) => {
    const lowered = lowerExpression(state, frame, value);
    return new Assign(...place(value.span), lowerTarget(inner, target), lowered, []);
  });
  return scoped(inner, [...bindings, ...lowerBody(state, inner, node.body)]);
}

function lowerFilterBlock(
  state: LoweringState,
  frame: ScopeFrame,
  node: FilterBlockNode,
): readonly Node[] {
  const inner = frame.inner();
  analyzeStatements(inner.symbols, node.body);
  analyzeExpression(inner.symbols, node.filter);
  const body = capture(lowerBody(state, inner, node.body), node.span);
  const marked = new AsMarkup(...place(node.span), body, state.autoescape);
  const filtered = lowerBlockFilter(state, inner, node.filter, marked);
  return scoped(inner, [output(node.tag, new Piece(...place(node.tag), filtered))]);
}

function lowerMacro(state: LoweringState, frame: ScopeFrame, node: MacroNode): Node {
  const macro = lowerMacroFunction(state, frame, node, node.name.name);
  const target: AssignmentTarget = { kind: 'name', name: node.name.name, span: node.name.span };
  const exports = exported(state, frame, target);
  return new Assign(...place(node.tag), lowerTarget(frame, target), macro, exports);
}

function lowerCallBlock(state: LoweringState, frame: ScopeFrame, node: CallBlockNode): Node {
  const caller = lowerMacroFunction(state, frame, node, null);
  const callee = lowerExpression(state, frame, node.call.callee);
  const given = lowerArguments(state, frame, node.call.arguments);
  // Only `CallArguments` nodes come out of `lowerArguments`.
  const { positional, keywords, rest, keywordRest } = given as InstanceType<typeof CallArguments>;
  const withCaller = [...keywords, { name: 'caller', value: caller }];
  const args = new CallArguments(0, 0, positional, withCaller, rest, keywordRest);
  const call = new Call(...place(node.call.span), callee, args);
  return output(node.tag, new Piece(...place(node.call.span), call));
}

function lowerMacroFunction(
  state: LoweringState,
  frame: ScopeFrame,
  node: MacroNode | CallBlockNode,
  name: string | null,
): Node {
  const inner = frame.inner();
  const { symbols } = inner;
  analyzeMacro(symbols, node);
  const parameterNames = node.parameters.map((parameter) => parameter.name.name);
  const special = undeclaredAmong(node.body, ['caller', 'kwargs', 'varargs']);
  refuseRequiredCaller(node, special);
  refuseRepeated(node, symbols.level);
  const declare = (word: string): string | null =>
    special.has(word) && !parameterNames.includes(word) ? symbols.declareParameter(word) : null;
  const [caller, kwargs, varargs] = [declare('caller'), declare('kwargs'), declare('varargs')];
  const defaults = lowerDefaults(state, inner, node);
  return new MacroFunction(
    ...place(node.tag),
    name,
    node.parameters.map(({ name: parameter }) => variable(inner, parameter.name, parameter.span)),
    defaults,
    caller,
    varargs,
    kwargs,
    special.has('caller'),
    enter(inner),
    lowerFunctionBody(state, inner, node.body),
  );
}

function refuseRequiredCaller(node: MacroNode | CallBlockNode, special: ReadonlySet<string>): void {
  const explicit = node.parameters.find(({ name }) => name.name === 'caller');
  if (!special.has('caller') || explicit === undefined || explicit.defaultValue !== undefined)
    return;
  throw new CompileError(
    'When defining macros or call blocks the special "caller" argument must be omitted or be given a default.',
    explicit.span,
  );
}

/** What Python says of the function that Jinja2 writes for the macro. */
function refuseRepeated({ parameters }: MacroNode | CallBlockNode, level: number): void {
  const names = parameters.map(({ name }) => name.name);
  const repeated = parameters.find(({ name }, index) => names.indexOf(name.name) < index);
  if (repeated === undefined) return;
  const { name, span } = repeated.name;
  const message = `duplicate argument 'l_${level}_${name}' in function definition`;
  throw new CompileError(message, span, 'SyntaxError');
}

function lowerDefaults(
  state: LoweringState,
  frame: ScopeFrame,
  node: MacroNode | CallBlockNode,
): readonly (Node | null)[] {
  const outer = state.isInDefaults;
  state.isInDefaults = true;
  const defaults = node.parameters.map(({ defaultValue }) =>
    defaultValue === undefined ? null : lowerExpression(state, frame, defaultValue),
  );
  state.isInDefaults = outer;
  return defaults;
}

function lowerBlock(state: LoweringState, frame: ScopeFrame, node: BlockNode): Node {
  const { name, span } = node.name;
  if (state.blocks.has(name)) throw new CompileError(`block '${name}' defined twice`, span);
  const visible = node.isScoped
    ? [...frame.symbols.assignedNames()].map(([word, identifier]) => ({
        identifier,
        name: word,
        isChecked: false,
      }))
    : [];
  state.blocks.set(name, lowerBlockFunction(state, node));
  return new RunBlock(...place(node.tag), name, visible, node.isRequired);
}

/** A block is compiled apart from the place where it stands: it sees no scope and no autoescape around it. */
function lowerBlockFunction(state: LoweringState, node: BlockNode): Node {
  state.blocks.set(node.name.name, list([]));
  const frame = ScopeFrame.root(state.names, false);
  const self = declareSpecial(frame, node.body, 'self');
  const parent = declareSpecial(frame, node.body, 'super');
  analyzeStatements(frame.symbols, node.body);
  const outer = state.autoescape;
  state.autoescape = 'off';
  const body = lowerFunctionBody(state, frame, node.body);
  state.autoescape = outer;
  return new BlockFunction(...place(node.tag), node.name.name, self, parent, enter(frame), body);
}

/** The variable of a name that Jinja2 binds where the body reads it. */
function declareSpecial(
  frame: ScopeFrame,
  body: readonly Statement[],
  name: string,
): string | null {
  return undeclaredAmong(body, [name]).has(name) ? frame.symbols.declareParameter(name) : null;
}

function lowerAutoescape(
  state: LoweringState,
  frame: ScopeFrame,
  node: AutoescapeNode,
): readonly Node[] {
  const inner = frame.inner();
  analyzeExpression(inner.symbols, node.value);
  analyzeStatements(inner.symbols, node.body);
  const value = lowerExpression(state, inner, node.value);
  const outer = state.autoescape;
  state.autoescape = constantAutoescape(state, node.value);
  const body = list(lowerBody(state, inner, node.body));
  state.autoescape = outer;
  return scoped(inner, [new WithAutoescape(...place(node.tag), value, body)]);
}

/** Known where the value is a constant. */
function constantAutoescape(state: LoweringState, value: Expression): Autoescape {
  const truth = knownTruth(state, value);
  if (truth === undefined) return 'dynamic';
  return truth ? 'on' : 'off';
}

function lowerLoad(
  state: LoweringState,
  frame: ScopeFrame,
  node: ExtendsNode | IncludeNode | ImportNode | FromImportNode,
): Node {
  if (node.kind === 'extends' && !frame.isTopLevel) {
    throw new CompileError('cannot use extend from a non top-level scope', node.tag);
  }
  const template = lowerExpression(state, frame, node.template);
  for (const name of importedNames(node)) lowerName(state, frame, name, node.span);
  const isInclude = node.kind === 'include';
  const ignoresMissing = isInclude && node.ignoresMissing;
  return new LoadTemplate(...place(node.span), template, isInclude, ignoresMissing);
}

function lowerTarget(frame: ScopeFrame, target: AssignmentTarget): Node {
  switch (target.kind) {
    case 'name': {
      const { identifier, name } = variable(frame, target.name, target.span);
      return new Variable(...place(target.span), identifier, name, false);
    }
    case 'tuple-target':
      return new Tuple(
        ...place(target.span),
        target.items.map((item) => lowerTarget(frame, item)),
      );
    case 'namespace-target': {
      const { identifier } = variable(frame, target.namespace.name, target.namespace.span);
      return new NamespaceAttribute(...place(target.span), identifier, target.attribute.name);
    }
    case 'error':
      throw new CompileError('invalid syntax', target.span, 'TemplateSyntaxError');
  }
}

/** What an assignment in the outermost scope makes visible to blocks. */
function exported(
  state: LoweringState,
  frame: ScopeFrame,
  target: AssignmentTarget,
): readonly VariableFields[] {
  if (!state.hasBlocks || !frame.isTopLevel) return [];
  if (target.kind === 'name') return [variable(frame, target.name, target.span)];
  if (target.kind !== 'tuple-target') return [];
  return target.items.flatMap((item) => exported(state, frame, item));
}

function variable(frame: ScopeFrame, name: string, span: Span): VariableFields {
  const identifier = frame.symbols.findReference(name);
  if (identifier === undefined) throw unknownReference(name, span);
  return { identifier, name, isChecked: false };
}

function enter(frame: ScopeFrame): Node {
  return new EnterScope(0, 0, frame.symbols.loads);
}

function leave(frame: ScopeFrame): Node {
  return new LeaveScope(0, 0, [...frame.symbols.loads.keys()]);
}

function scoped(frame: ScopeFrame, body: readonly Node[]): readonly Node[] {
  return [enter(frame), ...body, leave(frame)];
}

function list(children: readonly Node[]): Node {
  return new nodes.NodeList(0, 0, children);
}

function capture(children: readonly Node[], span: Span): Node {
  return new nodes.Capture(...place(span), list(children));
}

function output(span: Span, child: Node): Node {
  return new nodes.Output(...place(span), [child]);
}
