import type { RowFacts } from '../analysis/row-facts.ts';

/** What is known by now of the open documents' templates, by the key of `renderKeyOf`. */
export type FactsByTemplate = ReadonlyMap<string, RowFacts>;

export interface RowFactsStore {
  /** Another map whenever there are other facts. */
  of(uri: string): FactsByTemplate | undefined;
  add(uri: string, facts: Iterable<readonly [string, RowFacts]>): void;
  /** Drops the facts about templates that are no longer there. */
  keepOnly(uri: string, keys: ReadonlySet<string>): void;
  forget(uri: string): void;
}

export function createRowFactsStore(): RowFactsStore {
  const known = new Map<string, FactsByTemplate>();
  return {
    of: (uri) => known.get(uri),
    add(uri, facts) {
      known.set(uri, new Map([...(known.get(uri) ?? []), ...facts]));
    },
    keepOnly(uri, keys) {
      const facts = known.get(uri);
      if (facts === undefined || [...facts.keys()].every((key) => keys.has(key))) return;
      known.set(uri, new Map([...facts].filter(([key]) => keys.has(key))));
    },
    forget: (uri) => known.delete(uri),
  };
}
