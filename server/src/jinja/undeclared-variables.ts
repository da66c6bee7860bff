import { findGlobal } from './builtins/globals.ts';
import type {
  AssignmentTarget,
  Expression,
  ForNode,
  IfNode,
  JinjaNode,
  JinjaTemplate,
  Parameter,
  Statement,
} from './nodes.ts';
import { childrenOf, walk } from './visit.ts';

/**
 * The names that a template looks up in the row, as `jinja2.meta.find_undeclared_variables` 3.1.6 tells it in
 * PromptSource's environment: a name that is set in a branch only counts, a global does not.
 */
export function undeclaredVariables(tree: JinjaTemplate): ReadonlySet<string> {
  const finder = new UndeclaredFinder();
  finder.enterTemplate(tree.body);
  return finder.names;
}

/** How a frame comes by a name: only `resolve` looks it up in the row. */
type Load = 'parameter' | 'resolve' | 'alias' | 'undefined';

/** The names of one frame: `jinja2.idtracking.Symbols`. */
class Symbols {
  readonly parent: Symbols | undefined;
  readonly loads: Map<string, Load>;
  readonly stores: Set<string>;

  constructor(parent?: Symbols, copied?: Symbols) {
    this.parent = parent;
    this.loads = new Map(copied?.loads);
    this.stores = new Set(copied?.stores);
  }

  copy(): Symbols {
    return new Symbols(this.parent, this);
  }

  knows(name: string): boolean {
    return this.loads.has(name) || (this.parent?.knows(name) ?? false);
  }

  load(name: string): void {
    if (!this.knows(name)) this.loads.set(name, 'resolve');
  }

  store(name: string): void {
    this.stores.add(name);
    if (this.loads.has(name)) return;
    this.loads.set(name, this.parent?.knows(name) ? 'alias' : 'undefined');
  }

  declareParameter(name: string): void {
    this.stores.add(name);
    this.loads.set(name, 'parameter');
  }

  updateFromBranches(branches: readonly Symbols[]): void {
    const stored = branches.flatMap((branch) => [...branch.stores]);
    const isNew = new Set(stored.filter((name) => !this.stores.has(name)));
    for (const branch of branches) {
      for (const [name, load] of branch.loads) this.loads.set(name, load);
      for (const name of branch.stores) this.stores.add(name);
    }
    for (const name of isNew) this.loads.set(name, this.parent?.knows(name) ? 'alias' : 'resolve');
  }
}

class UndeclaredFinder {
  readonly names = new Set<string>();

  enterTemplate(body: readonly Statement[]): void {
    const symbols = new Symbols();
    if (reads(body, 'self')) symbols.declareParameter('self');
    this.#enter(symbols, body);
    for (const block of walk(body)) {
      if (block.kind === 'block') this.#enterBlock(block.body);
    }
  }

  /** A block starts from nothing: Jinja2 runs it as a function of its own. */
  #enterBlock(body: readonly Statement[]): void {
    const symbols = new Symbols();
    for (const name of ['self', 'super']) {
      if (reads(body, name)) symbols.declareParameter(name);
    }
    this.#enter(symbols, body);
  }

  /** Reads a frame's own names, notes what it looks up, then enters the frames inside. */
  #enter(symbols: Symbols, body: readonly Statement[]): void {
    readAll(symbols, body);
    this.#note(symbols);
    this.#enterFramesOf(symbols, body);
  }

  #note(symbols: Symbols): void {
    for (const [name, load] of symbols.loads) {
      if (load === 'resolve' && findGlobal(name) === undefined) this.names.add(name);
    }
  }

  #enterFramesOf(symbols: Symbols, body: readonly Statement[]): void {
    for (const statement of body) this.#enterFrameOf(symbols, statement);
  }

  #enterFrameOf(symbols: Symbols, node: Statement): void {
    switch (node.kind) {
      case 'if':
        for (const branch of node.branches) this.#enterFramesOf(symbols, branch.body);
        return this.#enterFramesOf(symbols, node.otherwise);
      case 'for':
        return this.#enterLoop(symbols, node);
      case 'macro':
      case 'call-block': {
        const inner = new Symbols(symbols);
        readParameters(inner, node.parameters);
        for (const name of ['caller', 'kwargs', 'varargs']) {
          if (reads(node.body, name) && !node.parameters.some((item) => item.name.name === name)) {
            inner.declareParameter(name);
          }
        }
        return this.#enter(inner, node.body);
      }
      case 'with': {
        const inner = new Symbols(symbols);
        for (const { target } of node.bindings) declareTarget(inner, target);
        return this.#enter(inner, node.body);
      }
      case 'autoescape':
      case 'filter-block':
      case 'set-block':
        return this.#enterBody(symbols, node);
    }
  }

  #enterBody(
    symbols: Symbols,
    node: Extract<Statement, { kind: 'autoescape' | 'filter-block' | 'set-block' }>,
  ): void {
    const inner = new Symbols(symbols);
    if (node.kind === 'autoescape') readExpression(inner, node.value);
    this.#enter(inner, node.body);
  }

  #enterLoop(symbols: Symbols, node: ForNode): void {
    if (node.filter !== undefined) {
      const test = new Symbols(symbols);
      declareTarget(test, node.target);
      readExpression(test, node.filter);
      this.#note(test);
    }
    const inner = new Symbols(symbols);
    if (node.isRecursive || reads(node.body, 'loop') || hasScopedBlock(node)) {
      inner.declareParameter('loop');
    }
    declareTarget(inner, node.target);
    this.#enter(inner, node.body);
    this.#enter(new Symbols(symbols), node.otherwise);
  }
}

/** What a statement loads and stores in the frame that it stands in: `idtracking.FrameSymbolVisitor`. */
function readStatement(symbols: Symbols, node: Statement): void {
  switch (node.kind) {
    case 'if':
      return readIf(symbols, node);
    case 'for':
      return readExpression(symbols, node.iterable);
    case 'set':
      readExpression(symbols, node.value);
      return storeTarget(symbols, node.target);
    case 'set-block':
      return storeTarget(symbols, node.target);
    case 'with':
      for (const { value } of node.bindings) readExpression(symbols, value);
      return;
    case 'macro':
      return symbols.store(node.name.name);
    case 'call-block':
      return readExpression(symbols, node.call);
    case 'filter-block':
      return readExpression(symbols, node.filter);
    case 'import':
      readExpression(symbols, node.template);
      return symbols.store(node.alias.name);
    case 'from-import':
      readExpression(symbols, node.template);
      for (const { name, alias } of node.names) symbols.store((alias ?? name).name);
      return;
    case 'print':
      return readExpression(symbols, node.expression);
    case 'extends':
    case 'include':
      return readExpression(symbols, node.template);
  }
}

/** The `elif`s of an `if` are read one after the other, each as an `if` of its own, into one branch. */
function readIf(symbols: Symbols, node: IfNode): void {
  const [first, ...others] = node.branches;
  if (first === undefined) return;
  readExpression(symbols, first.test);
  const ends = [symbols.copy(), symbols.copy(), symbols.copy()] as const;
  readAll(ends[0], first.body);
  for (const branch of others) readIf(ends[1], { ...node, branches: [branch], otherwise: [] });
  readAll(ends[2], node.otherwise);
  symbols.updateFromBranches(ends);
}

function readAll(symbols: Symbols, body: readonly Statement[]): void {
  for (const statement of body) readStatement(symbols, statement);
}

function readParameters(symbols: Symbols, parameters: readonly Parameter[]): void {
  for (const { name } of parameters) symbols.declareParameter(name.name);
  for (const { defaultValue } of parameters) {
    if (defaultValue !== undefined) readExpression(symbols, defaultValue);
  }
}

function readExpression(symbols: Symbols, expression: Expression): void {
  for (const node of walk([expression])) {
    if (node.kind === 'name') symbols.load(node.name);
  }
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
  else if (target.kind === 'namespace-target') symbols.load(target.namespace.name);
  else if (target.kind === 'tuple-target') {
    for (const item of target.items) declareTarget(symbols, item);
  }
}

/** Whether the name is read before it is assigned: `jinja2.compiler.find_undeclared`, which stops at blocks. */
function reads(body: readonly Statement[], name: string): boolean {
  return firstUse(body, name) === 'read';
}

function firstUse(nodes: readonly JinjaNode[], name: string): 'read' | 'written' | undefined {
  for (const node of nodes) {
    if (node.kind === 'block') continue;
    const targets = targetsOf(node);
    if (node.kind === 'name' && node.name === name) return 'read';
    if (targets.some((target) => binds(target, name)) || isParameterOf(node, name))
      return 'written';
    const use = firstUse(
      childrenOf(node).filter((child) => !targets.some((target) => target === child)),
      name,
    );
    if (use !== undefined) return use;
  }
  return undefined;
}

function targetsOf(node: JinjaNode): readonly AssignmentTarget[] {
  if (node.kind === 'for' || node.kind === 'set' || node.kind === 'set-block') return [node.target];
  return node.kind === 'with' ? node.bindings.map(({ target }) => target) : [];
}

function isParameterOf(node: JinjaNode, name: string): boolean {
  if (node.kind !== 'macro' && node.kind !== 'call-block') return false;
  return node.parameters.some((parameter) => parameter.name.name === name);
}

function binds(target: AssignmentTarget, name: string): boolean {
  if (target.kind === 'name') return target.name === name;
  return target.kind === 'tuple-target' && target.items.some((item) => binds(item, name));
}

function hasScopedBlock(node: Statement): boolean {
  for (const inner of walk([node])) {
    if (inner.kind === 'block' && inner.isScoped) return true;
  }
  return false;
}
