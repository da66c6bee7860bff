import type { FeaturePath } from '../dataset/feature-path.ts';
import type { Binding, Reference } from '../jinja/binding.ts';
import type { Builtin } from '../jinja/builtins/builtin.ts';
import { findGlobal } from '../jinja/builtins/globals.ts';
import { findLoopAttribute } from '../jinja/builtins/loop-attributes.ts';
import { findMethod } from '../jinja/builtins/methods.ts';
import type { AttributeExpression, Expression, ItemExpression } from '../jinja/nodes.ts';
import type { Span } from '../text/span.ts';
import { typeOf, typeOfFreeName } from './infer.ts';
import { nodesOf, type TypeContext } from './type-context.ts';
import { type FeatureType, pythonTypeOf, type Type } from './types.ts';

/** What a name stands for. */
export type Resolution =
  /** A column, or a field of a value of the dataset. */
  | { readonly kind: 'field'; readonly path: FeaturePath }
  | { readonly kind: 'local'; readonly bindings: readonly Binding[] }
  | { readonly kind: 'answer-choices' }
  | { readonly kind: 'builtin'; readonly builtin: Builtin }
  /** No column of that name, though all columns are known. */
  | { readonly kind: 'unknown-name' }
  /** A value of the dataset that has no such field. */
  | { readonly kind: 'unknown-member'; readonly owner: FeatureType }
  | { readonly kind: 'undecided' };

/** A name, or a member behind `.` or in `['…']`, with what it stands for. */
export interface ResolvedReference {
  readonly name: string;
  /** The name as written; with its quotes when it stands in brackets. */
  readonly span: Span;
  readonly resolution: Resolution;
  readonly type: Type;
}

/** Every name and every member with a fixed name, in the order of the source. */
export function resolveReferences(context: TypeContext): readonly ResolvedReference[] {
  const known = resolvedByContext.get(context);
  if (known !== undefined) return known;
  const resolved = resolveAll(context);
  resolvedByContext.set(context, resolved);
  return resolved;
}

const resolvedByContext = new WeakMap<TypeContext, readonly ResolvedReference[]>();

function resolveAll(context: TypeContext): readonly ResolvedReference[] {
  const resolved = context.scopes.references.map((reference) => resolveName(reference, context));
  for (const node of [...nodesOf(context, 'attribute'), ...nodesOf(context, 'item')]) {
    const member = resolveMember(node, context);
    if (member !== undefined) resolved.push(member);
  }
  return resolved.sort((a, b) => a.span.start - b.span.start);
}

export function resolveName(reference: Reference, context: TypeContext): ResolvedReference {
  const { name, span, node, bindings } = reference;
  const type = node.kind === 'name' ? typeOf(node, context) : typeOfFreeName(name, context);
  const resolution: Resolution =
    bindings.length > 0 ? { kind: 'local', bindings } : resolveFreeName(name, context);
  return { name, span, resolution, type };
}

/** What a member stands for; `undefined` for an item whose key is worked out, such as `answers[i]`. */
export function resolveMember(
  node: AttributeExpression | ItemExpression,
  context: TypeContext,
): ResolvedReference | undefined {
  const key = keyOf(node);
  if (key === undefined) return undefined;
  const owner = typeOf(node.target, context);
  const type = typeOf(node, context);
  const resolution = resolveKey(key.name, node.kind === 'attribute', owner, type);
  return { ...key, resolution, type };
}

function keyOf(
  node: AttributeExpression | ItemExpression,
): { name: string; span: Span } | undefined {
  if (node.kind === 'attribute') return node.name;
  const index: Expression | { kind: 'slice' } = node.index;
  return index.kind === 'string' ? { name: index.value, span: node.index.span } : undefined;
}

function resolveFreeName(name: string, context: TypeContext): Resolution {
  const type = typeOfFreeName(name, context);
  if (name === 'answer_choices') {
    return { kind: context.place === 'jinja' ? 'answer-choices' : 'unknown-name' };
  }
  if (type.kind === 'feature') return { kind: 'field', path: type.path };
  const builtin = findGlobal(name);
  if (builtin !== undefined) return { kind: 'builtin', builtin };
  return { kind: context.features === undefined ? 'undecided' : 'unknown-name' };
}

function resolveKey(name: string, isAttribute: boolean, owner: Type, type: Type): Resolution {
  const builtin = owner.kind === 'loop' ? findLoopAttribute(name) : methodOf(owner, name);
  if (builtin !== undefined && (isAttribute || type.kind !== 'feature')) {
    return { kind: 'builtin', builtin };
  }
  if (owner.kind === 'feature' && type.kind === 'feature')
    return { kind: 'field', path: type.path };
  if (/^\d+$/.test(name) || name === '') return { kind: 'undecided' };
  const isUnknown = owner.kind === 'feature' && pythonTypeOf(owner) !== undefined;
  return isUnknown ? { kind: 'unknown-member', owner } : { kind: 'undecided' };
}

function methodOf(owner: Type, name: string): Builtin | undefined {
  const python = pythonTypeOf(owner);
  return python === undefined ? undefined : findMethod(python, name);
}
