/** Which names each frame of a template loads and stores: `jinja2.idtracking` 3.1.6. */
import type { AssignmentTarget, Expression, IfNode, Parameter, Statement } from './nodes.ts';
import { walk } from './visit.ts';

/** How a frame comes by a name: only `resolve` looks it up in the row. */
type Load = 'parameter' | 'resolve' | 'alias' | 'undefined';

/** The names of one frame: `jinja2.idtracking.Symbols`. */
export class Symbols {
  readonly loads = new Map<string, Load>();
  readonly #stores = new Set<string>();
  /** The frame around; of a branch the one around its frame. */
  readonly #parent: Symbols | undefined;
  /** Of a branch: the names before the `if`, to which its own come. */
  readonly #base: Symbols | undefined;

  constructor(parent?: Symbols, base?: Symbols) {
    this.#parent = parent;
    this.#base = base;
  }

  branch(): Symbols {
    return new Symbols(this.#parent, this);
  }

  load(name: string): void {
    if (!this.#knows(name)) this.loads.set(name, 'resolve');
  }

  store(name: string): void {
    this.#stores.add(name);
    if (!this.#owns(name)) this.loads.set(name, this.#isOutside(name) ? 'alias' : 'undefined');
  }

  declareParameter(name: string): void {
    this.#stores.add(name);
    this.loads.set(name, 'parameter');
  }

  updateFromBranches(branches: readonly Symbols[]): void {
    const stored = branches.flatMap((branch) => [...branch.#stores]);
    const isNew = new Set(stored.filter((name) => !this.#hasStored(name)));
    for (const branch of branches) {
      for (const [name, load] of branch.loads) this.loads.set(name, load);
    }
    for (const name of isNew) {
      this.#stores.add(name);
      this.loads.set(name, this.#isOutside(name) ? 'alias' : 'resolve');
    }
  }

  #knows(name: string): boolean {
    return this.#owns(name) || this.#isOutside(name);
  }

  #owns(name: string): boolean {
    if (this.loads.has(name)) return true;
    return this.#base === undefined ? false : this.#base.#owns(name);
  }

  #isOutside(name: string): boolean {
    return this.#parent === undefined ? false : this.#parent.#knows(name);
  }

  #hasStored(name: string): boolean {
    if (this.#stores.has(name)) return true;
    return this.#base === undefined ? false : this.#base.#hasStored(name);
  }
}

/** What a statement loads and stores in the frame that it stands in: `idtracking.FrameSymbolVisitor`. */
function readStatement(symbols: Symbols, node: Statement): void {
  switch (node.kind) {
    case 'if':
      readIf(symbols, node);
      break;
    case 'for':
      readExpression(symbols, node.iterable);
      break;
    case 'set':
      readExpression(symbols, node.value);
      storeTarget(symbols, node.target);
      break;
    case 'set-block':
      storeTarget(symbols, node.target);
      break;
    case 'with':
      for (const { value } of node.bindings) readExpression(symbols, value);
      return;
    case 'macro':
      symbols.store(node.name.name);
      break;
    case 'call-block':
      readExpression(symbols, node.call);
      break;
    case 'filter-block':
      readExpression(symbols, node.filter);
      break;
    case 'import':
      readExpression(symbols, node.template);
      symbols.store(node.alias.name);
      break;
    case 'from-import':
      readExpression(symbols, node.template);
      for (const { name, alias } of node.names) symbols.store((alias ?? name).name);
      return;
    case 'print':
      readExpression(symbols, node.expression);
      break;
    case 'extends':
    case 'include':
      readExpression(symbols, node.template);
      break;
  }
}

/** The `elif`s of an `if` are read one after the other, each as an `if` of its own, into one branch. */
function readIf(symbols: Symbols, node: IfNode): void {
  const [first, ...others] = node.branches;
  if (first === undefined) return;
  readExpression(symbols, first.test);
  const ends = [symbols.branch(), symbols.branch(), symbols.branch()] as const;
  readAll(ends[0], first.body);
  for (const branch of others) readIf(ends[1], { ...node, branches: [branch], otherwise: [] });
  readAll(ends[2], node.otherwise);
  symbols.updateFromBranches(ends);
}

/** Reads the statements of a frame, but not the frames inside. */
export function readAll(symbols: Symbols, body: readonly Statement[]): void {
  for (const statement of body) readStatement(symbols, statement);
}

/** Reads the parameters of a macro or call block into its frame. */
export function readParameters(symbols: Symbols, parameters: readonly Parameter[]): void {
  for (const { name } of parameters) symbols.declareParameter(name.name);
  for (const { defaultValue } of parameters) {
    if (defaultValue !== undefined) readExpression(symbols, defaultValue);
  }
}

/** Loads every name of an expression. */
export function readExpression(symbols: Symbols, expression: Expression): void {
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

/** Declares the names that a `for` or `with` binds for its frame. */
export function declareTarget(symbols: Symbols, target: AssignmentTarget): void {
  if (target.kind === 'name') symbols.declareParameter(target.name);
  else if (target.kind === 'namespace-target') symbols.load(target.namespace.name);
  else if (target.kind === 'tuple-target') {
    for (const item of target.items) declareTarget(symbols, item);
  }
}
