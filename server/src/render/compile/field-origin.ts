/** Which field of the row an expression stands for, as far as its text tells. */
import type { Binding } from '../../jinja/binding.ts';
import type { Expression, JinjaNode } from '../../jinja/nodes.ts';
import type { Scopes } from '../../jinja/scope.ts';
import { childrenOf } from '../../jinja/visit.ts';

/** From a row to a value in it. */
export interface FieldPath {
  /** The column, as templates name it. */
  readonly column: string;
  readonly steps: readonly FieldStep[];
}

export type FieldStep =
  | { readonly kind: 'field'; readonly name: string }
  /** Null where the text does not say which item, as in a loop. */
  | { readonly kind: 'item'; readonly index: number | null };

/** As an author writes it, with `[]` for items of which the text does not say which. */
export function writeFieldPath({ column, steps }: FieldPath): string {
  const written = steps.map((step) => {
    if (step.kind === 'item') return `[${step.index ?? ''}]`;
    return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(step.name)
      ? `.${step.name}`
      : `[${JSON.stringify(step.name)}]`;
  });
  return column + written.join('');
}

export type FindField = (expression: Expression) => FieldPath | null;

/** Finds fields in expressions of a template with these scopes; `isColumn` tells columns from other free names. */
export function fieldFinder(scopes: Scopes, isColumn: (name: string) => boolean): FindField {
  const resolver = new FieldResolver(scopes, isColumn);
  return (expression) => resolver.resolve(expression);
}

/** Filters that take one item of a list. */
const itemFilters: ReadonlyMap<string, number | null> = new Map([
  ['first', 0],
  ['last', -1],
  ['choice', null],
  ['random', null],
  ['max', null],
  ['min', null],
]);

class FieldResolver {
  readonly #scopes: Scopes;
  readonly #isColumn: (name: string) => boolean;
  /** A name that is set from itself leads nowhere new. */
  readonly #open = new Set<Binding>();

  constructor(scopes: Scopes, isColumn: (name: string) => boolean) {
    this.#scopes = scopes;
    this.#isColumn = isColumn;
  }

  resolve(node: JinjaNode): FieldPath | null {
    switch (node.kind) {
      case 'name':
        return this.#resolveName(node);
      case 'attribute':
        return this.#stepInto(node, node.target, attributeStep(node.name.name));
      case 'item':
        return this.#stepInto(node, node.target, itemStep(node.index));
      case 'filter': {
        const index = itemFilters.get(node.name.name);
        return index === undefined || node.target === undefined
          ? this.#resolveOperands(node)
          : this.#stepInto(node, node.target, { kind: 'item', index });
      }
      case 'call':
        return this.#resolveCall(node.callee) ?? this.#resolveOperands(node);
      case 'conditional':
        return this.#common([node.then, ...(node.otherwise === undefined ? [] : [node.otherwise])]);
      default:
        return this.#common(childrenOf(node));
    }
  }

  #resolveName(node: JinjaNode & { readonly kind: 'name' }): FieldPath | null {
    const reference = this.#scopes.referenceByNode.get(node);
    const bindings = reference?.bindings ?? [];
    if (bindings.length === 0) {
      return this.#isColumn(node.name) ? { column: node.name, steps: [] } : null;
    }
    if (reference?.mayBeFree === true && this.#isColumn(node.name)) return null;
    const [first = null, ...others] = bindings.map((binding) => this.#resolveBinding(binding));
    return others.every((other) => isSame(first, other)) ? first : null;
  }

  #resolveBinding(binding: Binding): FieldPath | null {
    const { value } = binding;
    const isFollowed = binding.kind === 'for' || binding.kind === 'set' || binding.kind === 'with';
    if (value === undefined || !isFollowed || this.#open.has(binding)) return null;
    this.#open.add(binding);
    const path = binding.kind === 'for' ? this.#resolveLoop(binding, value) : this.resolve(value);
    this.#open.delete(binding);
    const rest = binding.kind === 'for' ? [] : binding.unpacking;
    return extended(path, rest.map(positionStep));
  }

  /** The items of `a.items()` are values of `a`, and those of `zip(a, b)` take turns. */
  #resolveLoop({ unpacking }: Binding, iterable: Expression): FieldPath | null {
    const [index, ...deeper] = unpacking;
    if (iterable.kind === 'call' && index !== undefined) {
      const { callee } = iterable;
      const source = callee.kind === 'name' ? iterable.arguments.positional[index] : undefined;
      if (callee.kind === 'name' && callee.name === 'zip' && source !== undefined) {
        return extended(this.resolve(source), [anyItem, ...deeper.map(positionStep)]);
      }
      if (callee.kind === 'attribute' && callee.name.name === 'items') {
        return extended(this.resolve(callee.target), [anyItem, ...deeper.map(positionStep)]);
      }
    }
    return extended(this.resolve(iterable), [anyItem, ...unpacking.map(positionStep)]);
  }

  /** A method gives something of its object. */
  #resolveCall(callee: Expression): FieldPath | null {
    return callee.kind === 'attribute' ? this.resolve(callee.target) : null;
  }

  /** What is subscripted, or else what it is subscripted with: `['no', 'yes'][label]` shows the label. */
  #stepInto(node: Expression, target: Expression, step: FieldStep | null): FieldPath | null {
    const path = this.resolve(target);
    if (path === null) return node.kind === 'item' ? this.resolve(node.index) : null;
    return step === null ? path : extended(path, [step]);
  }

  /** The filtered value, or else an argument. */
  #resolveOperands(node: Expression): FieldPath | null {
    const [target, ...rest] = childrenOf(node);
    const path = target === undefined ? null : this.resolve(target);
    return path ?? this.#common(rest);
  }

  /** The one field that the nodes refer to. */
  #common(nodes: readonly JinjaNode[]): FieldPath | null {
    const paths = nodes.map((node) => this.resolve(node)).filter((path) => path !== null);
    const [first = null, ...others] = paths;
    return others.every((other) => isSame(first, other)) ? first : null;
  }
}

const anyItem: FieldStep = { kind: 'item', index: null };

function positionStep(index: number): FieldStep {
  return { kind: 'item', index };
}

function attributeStep(name: string): FieldStep {
  return /^\d+$/.test(name) ? positionStep(Number(name)) : { kind: 'field', name };
}

/** Null for a slice, which is the list or text still. */
function itemStep(index: JinjaNode): FieldStep | null {
  if (index.kind === 'slice') return null;
  if (index.kind === 'string') return { kind: 'field', name: index.value };
  if (index.kind === 'integer') return positionStep(Number(index.value));
  const isNegative = index.kind === 'unary' && index.operator === '-';
  if (isNegative && index.operand.kind === 'integer') {
    return positionStep(-Number(index.operand.value));
  }
  return anyItem;
}

function extended(path: FieldPath | null, steps: readonly FieldStep[]): FieldPath | null {
  return path === null ? null : { ...path, steps: [...path.steps, ...steps] };
}

function isSame(a: FieldPath | null, b: FieldPath | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
