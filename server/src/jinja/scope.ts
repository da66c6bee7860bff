/** Which names a template binds, where they can be seen, and what every reference refers to. */
import type { Span } from '../text/span.ts';
import type { Binding, BindingKind, Reference } from './binding.ts';
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
import {
  bindInFrame,
  createBranch,
  createFrame,
  type Frame,
  lookUp,
  mergeBranches,
  withLater,
} from './scope-frames.ts';
import { walk } from './visit.ts';

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
        this.#readExpression(node.expression);
        break;
      case 'if':
        this.#readIf(node);
        break;
      case 'for':
        this.#readFor(node);
        break;
      case 'set':
        this.#readExpression(node.value);
        this.#bindTarget('set', node.target, node, node.value);
        break;
      case 'set-block':
        this.#inFrame(bodySpan(node), () => {
          this.readAll(node.body);
          this.#readOptional(node.filter);
        });
        this.#bindTarget('set-block', node.target, node);
        break;
      case 'with':
        this.#readWith(node);
        break;
      case 'macro':
        this.#bindName('macro', node.name, node);
        this.#readCallable(node);
        break;
      case 'call-block':
        this.#readExpression(node.call);
        this.#readCallable(node);
        break;
      default:
        this.#readOther(node);
        break;
    }
  }

  #readOther(node: Statement): void {
    switch (node.kind) {
      case 'filter-block':
        this.#readExpression(node.filter);
        this.#inFrame(bodySpan(node), () => this.readAll(node.body));
        break;
      case 'autoescape':
        this.#inFrame(bodySpan(node), () => {
          this.#readExpression(node.value);
          this.readAll(node.body);
        });
        break;
      case 'block':
        this.#inFrame(bodySpan(node), () => {
          this.#bindSpecial(['self', 'super'], node, bodySpan(node));
          this.readAll(node.body);
        });
        break;
      case 'extends':
      case 'include':
        this.#readExpression(node.template);
        break;
      case 'import':
        this.#readExpression(node.template);
        this.#bindName('import', node.alias, node);
        break;
      case 'from-import':
        this.#readExpression(node.template);
        for (const { name, alias } of node.names) this.#bindName('import', alias ?? name, node);
    }
  }

  #readIf(node: IfNode): void {
    const branches = node.branches.map(({ test, body }) => {
      return this.#inBranch(() => {
        this.#readExpression(test);
        this.readAll(body);
      });
    });
    branches.push(this.#inBranch(() => this.readAll(node.otherwise)));
    mergeBranches(this.#frame, branches);
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
    bindInFrame(this.#frame, binding);
  }

  #inBranch(read: () => void): Frame {
    const outer = this.#frame;
    const branch = createBranch(outer);
    this.#frame = branch;
    read();
    this.#frame = outer;
    return branch;
  }

  #inFrame(span: Span, read: () => void): void {
    const outer = this.#frame;
    this.#frame = createFrame(outer, span.end);
    read();
    this.#frame = outer;
  }
}

function bodySpan(node: Statement & { readonly tag: Span; readonly endTag?: Span }): Span {
  return { start: node.tag.end, end: node.endTag?.start ?? node.span.end };
}

/** The body of a loop without its `else`. */
function loopSpan(node: ForNode): Span {
  const body = bodySpan(node);
  return { start: body.start, end: node.otherwise[0]?.span.start ?? body.end };
}
