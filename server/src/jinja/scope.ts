/** Which names a template binds, where they can be seen, and what every reference refers to. */
import type { Span } from '../text/span.ts';
import type {
  AssignmentTarget,
  CallBlockNode,
  Expression,
  ForNode,
  Identifier,
  IfNode,
  JinjaNode,
  JinjaTemplate,
  MacroNode,
  NameExpression,
  NamespaceTarget,
  Parameter,
  Statement,
  WithNode,
} from './nodes.ts';
import { walk } from './visit.ts';

export type BindingKind =
  | 'for'
  | 'set'
  | 'set-block'
  | 'with'
  | 'macro'
  | 'parameter'
  | 'import'
  /** Names that Jinja binds itself: `loop`, `caller`, `varargs`, `kwargs`, `self`, `super`. */
  | 'special';

export interface Binding {
  readonly kind: BindingKind;
  readonly name: string;
  /** Where the name is written; for a special name the tag that brings it. */
  readonly span: Span;
  /** The statement that binds. */
  readonly statement: Statement;
  /** The bound value, before unpacking; absent where there is none, as for a macro. */
  readonly value?: Expression;
  /** Indices into the value's items, from the outside in: `for a, (b, c) in x` binds `c` by `[1, 1]`. */
  readonly unpacking: readonly number[];
  /** Where a reference can see it. */
  readonly visibleIn: Span;
}

export interface Reference {
  readonly name: string;
  readonly span: Span;
  readonly node: NameExpression | NamespaceTarget;
  /** What the name may be bound to here; empty when it is free. */
  readonly bindings: readonly Binding[];
  /** Whether it may also be free, because it is bound on some paths only or bound later. */
  readonly mayBeFree: boolean;
}

export interface Scopes {
  readonly bindings: readonly Binding[];
  readonly references: readonly Reference[];
  readonly referenceByNode: ReadonlyMap<JinjaNode, Reference>;
}

/**
 * Follows Jinja2's scoping: what `set` binds in a `for`, macro, `with`, block or filter block stays inside, what it binds in an
 * `if` reaches the code behind.
 */
export function analyzeScopes(tree: JinjaTemplate): Scopes {
  const reader = new ScopeReader(tree);
  reader.readAll(tree.body);
  return reader.finish();
}

/** The bindings that a name may have at some point of one frame. */
interface Reaching {
  readonly bindings: readonly Binding[];
  readonly isCertain: boolean;
}

type Environment = Map<string, Reaching>;

/** One of Jinja2's frames: `set` stays inside it. */
interface Frame {
  readonly parent: Frame | undefined;
  readonly end: number;
  environment: Environment;
  /** Everything that is bound in it, wherever. */
  readonly stores: Map<string, Binding[]>;
}

class ScopeReader {
  readonly #bindings: Binding[] = [];
  readonly #references: { reference: Reference; frame: Frame }[] = [];
  #frame: Frame;

  constructor(tree: JinjaTemplate) {
    this.#frame = createFrame(undefined, tree.source.length);
  }

  finish(): Scopes {
    const references = this.#references.map(({ reference, frame }) => withLater(reference, frame));
    const referenceByNode = new Map(references.map((reference) => [reference.node, reference]));
    return { bindings: this.#bindings, references, referenceByNode };
  }

  readAll(statements: readonly Statement[]): void {
    for (const statement of statements) this.#readStatement(statement);
  }

  #readStatement(node: Statement): void {
    switch (node.kind) {
      case 'print':
        return this.#readExpression(node.expression);
      case 'if':
        return this.#readIf(node);
      case 'for':
        return this.#readFor(node);
      case 'set':
        this.#readExpression(node.value);
        return this.#bindTarget('set', node.target, node, node.value);
      case 'set-block':
        this.#inFrame(bodySpan(node), () => {
          this.readAll(node.body);
          this.#readOptional(node.filter);
        });
        return this.#bindTarget('set-block', node.target, node);
      case 'with':
        return this.#readWith(node);
      case 'macro':
        this.#bindName('macro', node.name, node);
        return this.#readCallable(node);
      case 'call-block':
        this.#readExpression(node.call);
        return this.#readCallable(node);
      default:
        return this.#readOther(node);
    }
  }

  #readOther(node: Statement): void {
    switch (node.kind) {
      case 'filter-block':
        this.#readExpression(node.filter);
        return this.#inFrame(bodySpan(node), () => this.readAll(node.body));
      case 'autoescape':
        return this.#inFrame(bodySpan(node), () => {
          this.#readExpression(node.value);
          this.readAll(node.body);
        });
      case 'block':
        return this.#inFrame(bodySpan(node), () => {
          this.#bindSpecial(['self', 'super'], node, bodySpan(node));
          this.readAll(node.body);
        });
      case 'extends':
      case 'include':
        return this.#readExpression(node.template);
      case 'import':
        this.#readExpression(node.template);
        return this.#bindName('import', node.alias, node);
      case 'from-import':
        this.#readExpression(node.template);
        for (const { name, alias } of node.names) this.#bindName('import', alias ?? name, node);
    }
  }

  #readIf(node: IfNode): void {
    const before = this.#frame.environment;
    const ends: Environment[] = [];
    for (const branch of node.branches) {
      this.#frame.environment = new Map(before);
      this.#readExpression(branch.test);
      this.readAll(branch.body);
      ends.push(this.#frame.environment);
    }
    this.#frame.environment = new Map(before);
    this.readAll(node.otherwise);
    ends.push(this.#frame.environment);
    this.#frame.environment = mergeEnvironments(ends);
  }

  #readFor(node: ForNode): void {
    this.#readExpression(node.iterable);
    const { filter } = node;
    if (filter !== undefined) {
      this.#inFrame(filter.span, () => {
        this.#bindTarget('for', node.target, node, node.iterable);
        this.#readExpression(filter);
      });
    }
    const body = loopSpan(node);
    this.#inFrame(body, () => {
      this.#bindTarget('for', node.target, node, node.iterable);
      this.#bindSpecial(['loop'], node, body);
      this.readAll(node.body);
    });
    this.#inFrame({ start: body.end, end: node.span.end }, () => this.readAll(node.otherwise));
  }

  #readWith(node: WithNode): void {
    for (const { value } of node.bindings) this.#readExpression(value);
    this.#inFrame(bodySpan(node), () => {
      for (const { target, value } of node.bindings) this.#bindTarget('with', target, node, value);
      this.readAll(node.body);
    });
  }

  #readCallable(node: MacroNode | CallBlockNode): void {
    const body = bodySpan(node);
    this.#inFrame({ start: node.span.start, end: body.end }, () => {
      this.#bindSpecial(['caller', 'varargs', 'kwargs'], node, body);
      for (const parameter of node.parameters) this.#bindParameter(parameter, node);
      for (const { defaultValue } of node.parameters) this.#readOptional(defaultValue);
      this.readAll(node.body);
    });
  }

  #readOptional(expression: Expression | undefined): void {
    if (expression !== undefined) this.#readExpression(expression);
  }

  #readExpression(expression: Expression): void {
    for (const node of walk([expression])) {
      if (node.kind === 'name') this.#refer(node, node.name, node.span);
    }
  }

  #refer(node: NameExpression | NamespaceTarget, name: string, span: Span): void {
    const { bindings, isCertain } = lookUp(this.#frame, name);
    const reference = { name, span, node, bindings, mayBeFree: !isCertain };
    this.#references.push({ reference, frame: this.#frame });
  }

  #bindTarget(
    kind: BindingKind,
    target: AssignmentTarget,
    statement: Statement,
    value?: Expression,
    unpacking: readonly number[] = [],
  ): void {
    if (target.kind === 'name') {
      const start = kind === 'set' || kind === 'set-block' ? statement.span.end : target.span.start;
      this.#bind({
        ...{ kind, name: target.name, span: target.span, statement, unpacking },
        ...(value === undefined ? {} : { value }),
        visibleIn: { start, end: this.#frame.end },
      });
    } else if (target.kind === 'namespace-target') {
      this.#refer(target, target.namespace.name, target.namespace.span);
    } else if (target.kind === 'tuple-target') {
      for (const [index, item] of target.items.entries()) {
        this.#bindTarget(kind, item, statement, value, [...unpacking, index]);
      }
    }
  }

  #bindName(kind: BindingKind, name: Identifier, statement: Statement): void {
    const visibleIn = { start: statement.span.start, end: this.#frame.end };
    this.#bind({ kind, name: name.name, span: name.span, statement, unpacking: [], visibleIn });
  }

  #bindParameter({ name, defaultValue }: Parameter, statement: Statement): void {
    const visibleIn = { start: name.span.end, end: this.#frame.end };
    this.#bind({
      ...{ kind: 'parameter', name: name.name, span: name.span, statement, unpacking: [] },
      ...(defaultValue === undefined ? {} : { value: defaultValue }),
      visibleIn,
    });
  }

  #bindSpecial(names: readonly string[], statement: Statement, visibleIn: Span): void {
    for (const name of names) {
      const span = 'tag' in statement ? statement.tag : statement.span;
      this.#bind({ kind: 'special', name, span, statement, unpacking: [], visibleIn });
    }
  }

  #bind(binding: Binding): void {
    this.#bindings.push(binding);
    this.#frame.environment.set(binding.name, { bindings: [binding], isCertain: true });
    const stores = this.#frame.stores.get(binding.name);
    if (stores === undefined) this.#frame.stores.set(binding.name, [binding]);
    else stores.push(binding);
  }

  #inFrame(span: Span, read: () => void): void {
    const outer = this.#frame;
    this.#frame = createFrame(outer, span.end);
    read();
    this.#frame = outer;
  }
}

function createFrame(parent: Frame | undefined, end: number): Frame {
  return { parent, end, environment: new Map(), stores: new Map() };
}

const free: Reaching = { bindings: [], isCertain: false };

function lookUp(frame: Frame, name: string): Reaching {
  const found = frame.environment.get(name);
  if (found?.isCertain) return found;
  const outer = frame.parent === undefined ? free : lookUp(frame.parent, name);
  if (found === undefined) return outer;
  return { bindings: [...outer.bindings, ...found.bindings], isCertain: outer.isCertain };
}

/** A frame knows the names that the frames around it bind further down: a macro may be called after that. */
function withLater(reference: Reference, frame: Frame): Reference {
  if (reference.bindings.length > 0) return reference;
  for (let outer = frame.parent; outer !== undefined; outer = outer.parent) {
    const bindings = outer.stores.get(reference.name);
    if (bindings !== undefined) return { ...reference, bindings };
  }
  return reference;
}

function mergeEnvironments(environments: readonly Environment[]): Environment {
  const merged: Environment = new Map();
  for (const name of new Set(environments.flatMap((environment) => [...environment.keys()]))) {
    const reaching = environments.map((environment) => environment.get(name) ?? free);
    const bindings = new Set(reaching.flatMap((item) => item.bindings));
    const isCertain = reaching.every((item) => item.isCertain);
    merged.set(name, { bindings: [...bindings], isCertain });
  }
  return merged;
}

function bodySpan(node: Statement & { readonly tag: Span; readonly endTag?: Span }): Span {
  return { start: node.tag.end, end: node.endTag?.start ?? node.span.end };
}

/** The body of a loop without its `else`. */
function loopSpan(node: ForNode): Span {
  const body = bodySpan(node);
  return { start: body.start, end: node.otherwise[0]?.span.start ?? body.end };
}
