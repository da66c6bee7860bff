/** Which bindings reach a point of a template, frame by frame. */
import type { Binding, Reference } from './binding.ts';

/** The bindings that a name may have at some point of one frame. */
export interface Reaching {
  readonly bindings: readonly Binding[];
  readonly isCertain: boolean;
}

export type Environment = Map<string, Reaching>;

/** One of Jinja2's frames: `set` stays inside it. */
export interface Frame {
  readonly parent: Frame | undefined;
  readonly end: number;
  environment: Environment;
  /** Everything that is bound in it, wherever. */
  readonly stores: Map<string, Binding[]>;
}

/** A frame inside another; `end` is where its text ends. */
export function createFrame(parent: Frame | undefined, end: number): Frame {
  return { parent, end, environment: new Map(), stores: new Map() };
}

const free: Reaching = { bindings: [], isCertain: false };

/** What a name may be bound to at the present point of a frame. */
export function lookUp(frame: Frame, name: string): Reaching {
  const found = frame.environment.get(name);
  if (found?.isCertain) return found;
  const outer = frame.parent === undefined ? free : lookUp(frame.parent, name);
  if (found === undefined) return outer;
  return { bindings: [...outer.bindings, ...found.bindings], isCertain: outer.isCertain };
}

/** A frame knows the names that the frames around it bind further down: a macro may be called after that. */
export function withLater(reference: Reference, frame: Frame): Reference {
  if (reference.bindings.length > 0) return reference;
  for (let outer = frame.parent; outer !== undefined; outer = outer.parent) {
    const bindings = outer.stores.get(reference.name);
    if (bindings !== undefined) return { ...reference, bindings };
  }
  return reference;
}

/** What is bound behind an `if`, given the ends of its branches. */
export function mergeEnvironments(environments: readonly Environment[]): Environment {
  const merged: Environment = new Map();
  for (const name of new Set(environments.flatMap((environment) => [...environment.keys()]))) {
    const reaching = environments.map((environment) => environment.get(name) ?? free);
    const bindings = new Set(reaching.flatMap((item) => item.bindings));
    const isCertain = reaching.every((item) => item.isCertain);
    merged.set(name, { bindings: [...bindings], isCertain });
  }
  return merged;
}
