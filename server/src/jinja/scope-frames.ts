/** Which bindings reach a point of a template, frame by frame. */
import type { Binding, Reference } from './binding.ts';

/** The bindings that a name may have at some point of one frame. */
interface Reaching {
  readonly bindings: readonly Binding[];
  readonly isCertain: boolean;
}

type Environment = Map<string, Reaching>;

/** One of Jinja2's frames, inside which `set` stays, or one branch of an `if` in such a frame. */
export interface Frame {
  readonly parent: Frame | undefined;
  readonly isBranch: boolean;
  readonly end: number;
  /** What is bound in it so far. */
  readonly environment: Environment;
  /** Everything that is bound in it, wherever; a branch shares that of its frame. */
  readonly stores: Map<string, Binding[]>;
}

/** A frame inside another; `end` is where its text ends. */
export function createFrame(parent: Frame | undefined, end: number): Frame {
  return { parent, isBranch: false, end, environment: new Map(), stores: new Map() };
}

/** A branch of an `if` that stands in the frame. */
export function createBranch(parent: Frame): Frame {
  return { ...parent, parent, isBranch: true, environment: new Map() };
}

export function bindInFrame({ environment, stores }: Frame, binding: Binding): void {
  environment.set(binding.name, { bindings: [binding], isCertain: true });
  const all = stores.get(binding.name);
  if (all === undefined) stores.set(binding.name, [binding]);
  else all.push(binding);
}

/** What a name may be bound to at the present point of a frame. */
export function lookUp(frame: Frame, name: string): Reaching {
  const found = frame.environment.get(name);
  if (found?.isCertain) return found;
  const outer = frame.parent === undefined ? free : lookUp(frame.parent, name);
  return found === undefined ? outer : combine(outer, found);
}

/** Makes what the branches of an `if` bind known behind it. */
export function mergeBranches({ environment }: Frame, branches: readonly Frame[]): void {
  const names = new Set(branches.flatMap((branch) => [...branch.environment.keys()]));
  for (const name of names) {
    const ends = branches.map((branch) => branch.environment.get(name) ?? free);
    const isCertain = ends.every((end) => end.isCertain);
    const merged = { bindings: ends.flatMap((end) => end.bindings), isCertain };
    const before = environment.get(name);
    environment.set(name, isCertain || before === undefined ? merged : combine(before, merged));
  }
}

/** A frame knows the names that the frames around it bind further down: a macro may be called after that. */
export function withLater(reference: Reference, frame: Frame): Reference {
  if (reference.bindings.length > 0) return reference;
  let outer = frame;
  while (outer.parent !== undefined) {
    const { isBranch, parent } = outer;
    const bindings = isBranch ? undefined : parent.stores.get(reference.name);
    if (bindings !== undefined) return { ...reference, bindings };
    outer = parent;
  }
  return reference;
}

const free: Reaching = { bindings: [], isCertain: false };

/** Where a name has more bindings than this, the first ones tell enough about it. */
const mostBindings = 50;

/** What is bound before and then, on some paths only, again. */
function combine(before: Reaching, again: Reaching): Reaching {
  const bindings = [...before.bindings, ...again.bindings].slice(0, mostBindings);
  return { bindings, isCertain: before.isCertain };
}
