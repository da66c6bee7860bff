import type { RowFacts } from '../analysis/row-facts.ts';
import type { RowPlace } from '../sources/source.ts';

/** What is known by now of the open documents' templates, by the key of `renderKeyOf`. */
export type FactsByTemplate = ReadonlyMap<string, RowFacts>;

export interface RowFactsStore {
  /** Another map whenever there are other facts. */
  of(uri: string): FactsByTemplate;
  add(uri: string, facts: Iterable<readonly [string, RowFacts]>): void;
  /** Where a row of the document's dataset stands, if it was among those that were rendered. */
  placeOf(uri: string, row: number): RowPlace | undefined;
  setPlaces(uri: string, places: ReadonlyMap<number, RowPlace>): void;
  /** Drops the facts about templates that are no longer there. */
  keepOnly(uri: string, keys: ReadonlySet<string>): void;
  forget(uri: string): void;
}

const nothing: FactsByTemplate = new Map();

export function createRowFactsStore(): RowFactsStore {
  const known = new Map<string, FactsByTemplate>();
  const rowPlaces = new Map<string, ReadonlyMap<number, RowPlace>>();
  return {
    of: (uri) => known.get(uri) ?? nothing,
    add(uri, facts) {
      known.set(uri, new Map([...(known.get(uri) ?? []), ...facts]));
    },
    keepOnly(uri, keys) {
      const facts = known.get(uri);
      if (facts === undefined || [...facts.keys()].every((key) => keys.has(key))) return;
      known.set(uri, new Map([...facts].filter(([key]) => keys.has(key))));
    },
    placeOf: (uri, row) => rowPlaces.get(uri)?.get(row),
    setPlaces: (uri, places) => rowPlaces.set(uri, places),
    forget(uri) {
      known.delete(uri);
      rowPlaces.delete(uri);
    },
  };
}
