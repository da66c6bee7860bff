/** Finds the names that a scope reads and assigns, in Jinja2's order; 3.1.6 idtracking, FrameSymbolVisitor. */
import type {
  AssignmentTarget,
  CallBlockNode,
  Expression,
  ForNode,
  IfBranch,
  JinjaNode,
  MacroNode,
  Parameter,
  Statement,
  WithNode,
} from '../../jinja/nodes.ts';
import { childrenOf } from '../../jinja/visit.ts';
import type { Symbols } from './symbols.ts';

/** Statements of the scope itself; what opens a scope of its own is analysed when that scope is entered. */
export function analyzeStatements(symbols: Symbols, statements: readonly Statement[]): void {
  for (const statement of statements) analyzeStatement(symbols, statement);
}

export function analyzeExpression(symbols: Symbols, expression: JinjaNode): void {
  if (expression.kind === 'name') symbols.load(expression.name);
  else for (const child of childrenOf(expression)) analyzeExpression(symbols, child);
}

/** The scope of a loop's body, or of its filter. */
export function analyzeLoop(symbols: Symbols, loop: ForNode, part: 'body' | 'filter'): void {
  declareTarget(symbols, loop.target);
  if (part === 'body') analyzeStatements(symbols, loop.body);
  else if (loop.filter !== undefined) analyzeExpression(symbols, loop.filter);
}

export function analyzeWith(symbols: Symbols, node: WithNode): void {
  for (const { target } of node.bindings) declareTarget(symbols, target);
  analyzeStatements(symbols, node.body);
}

export function analyzeMacro(symbols: Symbols, node: MacroNode | CallBlockNode): void {
  for (const { name } of node.parameters) symbols.declareParameter(name.name);
  for (const value of defaultsOf(node.parameters)) analyzeExpression(symbols, value);
  analyzeStatements(symbols, node.body);
}

function analyzeStatement(symbols: Symbols, statement: Statement): void {
  switch (statement.kind) {
    case 'print':
      analyzeExpression(symbols, statement.expression);
      return;
    case 'if':
      analyzeBranches(symbols, statement.branches, statement.otherwise);
      return;
    case 'for':
      analyzeExpression(symbols, statement.iterable);
      return;
    case 'set':
      analyzeExpression(symbols, statement.value);
      storeTarget(symbols, statement.target);
      return;
    case 'set-block':
      storeTarget(symbols, statement.target);
      return;
    case 'with':
      for (const { value } of statement.bindings) analyzeExpression(symbols, value);
      return;
    case 'filter-block':
      analyzeExpression(symbols, statement.filter);
      return;
    case 'macro':
      symbols.store(statement.name.name);
      return;
    case 'call-block':
      analyzeExpression(symbols, statement.call);
      return;
    case 'extends':
    case 'include':
    case 'import':
    case 'from-import':
      analyzeExpression(symbols, statement.template);
      for (const name of importedNames(statement)) symbols.store(name);
      return;
    default:
  }
}

/** Python nests each `elif` in the one before it. */
function analyzeBranches(
  symbols: Symbols,
  [first, ...rest]: readonly IfBranch[],
  otherwise: readonly Statement[],
): void {
  if (first === undefined) return;
  analyzeExpression(symbols, first.test);
  const body = symbols.copy();
  analyzeStatements(body, first.body);
  const elifs = symbols.copy();
  for (const branch of rest) analyzeBranches(elifs, [branch], []);
  const last = symbols.copy();
  analyzeStatements(last, otherwise);
  symbols.mergeBranches([body, elifs, last]);
}

function storeTarget(symbols: Symbols, target: AssignmentTarget): void {
  if (target.kind === 'name') symbols.store(target.name);
  else if (target.kind === 'namespace-target') symbols.load(target.namespace.name);
  else if (target.kind === 'tuple-target') {
    for (const item of target.items) storeTarget(symbols, item);
  }
}

function declareTarget(symbols: Symbols, target: AssignmentTarget): void {
  if (target.kind === 'name') symbols.declareParameter(target.name);
  else if (target.kind === 'tuple-target') {
    for (const item of target.items) declareTarget(symbols, item);
  }
}

export function importedNames(statement: Statement): readonly string[] {
  if (statement.kind === 'import') return [statement.alias.name];
  if (statement.kind !== 'from-import') return [];
  return statement.names.map(({ name, alias }) => (alias ?? name).name);
}

function defaultsOf(parameters: readonly Parameter[]): readonly Expression[] {
  return parameters.flatMap(({ defaultValue }) =>
    defaultValue === undefined ? [] : [defaultValue],
  );
}

/** Which of the names a body reads before it assigns them; Jinja2 3.1.6 compiler.find_undeclared. */
export function undeclaredAmong(
  nodes: readonly JinjaNode[],
  names: readonly string[],
): ReadonlySet<string> {
  const state = { open: new Set(names), undeclared: new Set<string>() };
  for (const node of nodes) findUndeclared(node, state);
  return state.undeclared;
}

interface UndeclaredState {
  readonly open: Set<string>;
  readonly undeclared: Set<string>;
}

function findUndeclared(node: JinjaNode, state: UndeclaredState): void {
  switch (node.kind) {
    case 'name':
      if (state.open.has(node.name)) state.undeclared.add(node.name);
      return;
    case 'block':
      return;
    case 'set':
    case 'set-block':
    case 'for':
      close(node.target, state);
      break;
    case 'with':
      for (const { target } of node.bindings) close(target, state);
      break;
    case 'macro':
    case 'call-block':
      if (node.kind === 'call-block') findUndeclared(node.call, state);
      for (const { name } of node.parameters) state.open.delete(name.name);
      break;
    default:
  }
  for (const child of childrenOf(node)) {
    if (!isTarget(node, child)) findUndeclared(child, state);
  }
}

function close(target: AssignmentTarget, state: UndeclaredState): void {
  if (target.kind === 'name') state.open.delete(target.name);
  else if (target.kind === 'tuple-target') for (const item of target.items) close(item, state);
}

function isTarget(parent: JinjaNode, child: JinjaNode): boolean {
  if (parent.kind === 'with') return parent.bindings.some(({ target }) => target === child);
  return assignedTarget(parent) === child;
}

/** What `set` or `for` assigns to. */
function assignedTarget(node: JinjaNode): AssignmentTarget | undefined {
  const isAssignment = node.kind === 'set' || node.kind === 'set-block' || node.kind === 'for';
  return isAssignment ? node.target : undefined;
}

/** Whether a `set` or `for` among the nodes or below them assigns to the name. */
export function assignsName(nodes: readonly JinjaNode[], name: string): boolean {
  return nodes.some((node) => {
    const target = assignedTarget(node);
    return (target !== undefined && binds(target, name)) || assignsName(childrenOf(node), name);
  });
}

function binds(target: AssignmentTarget, name: string): boolean {
  if (target.kind === 'name') return target.name === name;
  return target.kind === 'tuple-target' && target.items.some((item) => binds(item, name));
}
