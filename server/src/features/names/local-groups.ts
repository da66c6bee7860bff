import type { Binding } from '../../jinja/binding.ts';
import type { Scopes } from '../../jinja/scope.ts';

/** Bindings that are one variable to the author, in the order of the source. */
export type LocalGroup = readonly Binding[];

/**
 * Joins the bindings of one name that belong together: those of one scope, and those that one reference may mean. The
 * target of a `for` with a condition is bound twice at one place.
 */
export function groupBindings({ bindings, references }: Scopes): ReadonlyMap<Binding, LocalGroup> {
  const groups = new Map<Binding, Binding[]>();
  const firsts = new Map<string, Binding>();
  for (const binding of bindings) {
    groups.set(binding, [binding]);
    for (const key of keysOf(binding)) {
      const first = firsts.get(key);
      if (first === undefined) firsts.set(key, binding);
      else join(groups, first, binding);
    }
  }
  for (const { bindings: meant } of references) {
    const [first, ...others] = meant;
    for (const other of others) {
      if (first !== undefined) join(groups, first, other);
    }
  }
  return groups;
}

function keysOf({ name, kind, span, visibleIn }: Binding): readonly string[] {
  // What Jinja binds itself belongs to its tag alone.
  if (kind === 'special') return [`${name} in ${span.start}`];
  return [`${name} until ${visibleIn.end}`, `${name} at ${span.start}`];
}

function join(groups: Map<Binding, Binding[]>, one: Binding, other: Binding): void {
  const [into, from] = [groups.get(one) ?? [], groups.get(other) ?? []];
  if (into === from) return;
  into.push(...from);
  into.sort((a, b) => a.span.start - b.span.start);
  for (const binding of from) groups.set(binding, into);
}
