import { findGlobal } from './builtins/globals.ts';
import type { AssignmentTarget, ForNode, JinjaNode, JinjaTemplate, Statement } from './nodes.ts';
import { declareTarget, readAll, readExpression, readParameters, Symbols } from './symbols.ts';
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
        this.#enterFramesOf(symbols, node.otherwise);
        break;
      case 'for':
        this.#enterLoop(symbols, node);
        break;
      case 'macro':
      case 'call-block': {
        const inner = new Symbols(symbols);
        readParameters(inner, node.parameters);
        for (const name of ['caller', 'kwargs', 'varargs']) {
          if (reads(node.body, name) && !node.parameters.some((item) => item.name.name === name)) {
            inner.declareParameter(name);
          }
        }
        this.#enter(inner, node.body);
        break;
      }
      case 'with': {
        const inner = new Symbols(symbols);
        for (const { target } of node.bindings) declareTarget(inner, target);
        this.#enter(inner, node.body);
        break;
      }
      case 'autoescape':
      case 'filter-block':
      case 'set-block':
        this.#enterBody(symbols, node);
        break;
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
