import type { Lookup, Miss } from '../dataset/lookup.ts';
import type { DatasetSource } from './source.ts';

/**
 * Several places as one: the first that knows the dataset answers, for the schema and for the rows on its own. One
 * that is out of reach is passed over, and tells why when no other knows.
 */
export function firstThatKnows(sources: readonly DatasetSource[]): DatasetSource {
  return {
    loadSchema: (location, signal) =>
      first(sources, (source) => source.loadSchema(location, signal)),
    loadSplits: (location, signal) =>
      first(sources, (source) => source.loadSplits(location, signal)),
    loadRows: (location, request, signal) =>
      first(sources, (source) => source.loadRows(location, request, signal)),
    listSubsets: (location, signal) =>
      merge(sources.map((source) => source.listSubsets?.(location, signal))),
    listDatasets: (prefix, signal) =>
      merge(sources.map((source) => source.listDatasets?.(prefix, signal))),
  };
}

async function first<Found>(
  sources: readonly DatasetSource[],
  look: (source: DatasetSource) => Promise<Lookup<Found>>,
): Promise<Lookup<Found>> {
  let miss: Miss = { kind: 'absent' };
  for (const source of sources) {
    const lookup = await look(source);
    if (lookup.kind === 'found' || lookup.kind === 'malformed') return lookup;
    if (miss.kind === 'absent') miss = lookup;
  }
  return miss;
}

async function merge(
  lists: readonly (Promise<readonly string[]> | undefined)[],
): Promise<readonly string[]> {
  const names = await Promise.all(lists);
  return [...new Set(names.flatMap((each) => each ?? []))];
}
