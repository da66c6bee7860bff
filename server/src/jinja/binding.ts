import type { Span } from '../text/span.ts';
import type { Expression, NameExpression, NamespaceTarget, Statement } from './nodes.ts';

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
