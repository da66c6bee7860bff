import { fileURLToPath } from 'node:url';
import type { ExampleRow } from '../dataset/example.ts';
import type { Lookup, SchemaLookup } from '../dataset/lookup.ts';
import { parseRow } from '../dataset/typed-row.ts';
import type { ChosenSplit } from '../protocol/datasets.ts';
import { loadUnlabelled } from '../sources/load-unlabelled.ts';
import type {
  DatasetSource,
  RowsLookup,
  RowsRequest,
  SplitsLookup,
  TemplateLocation,
} from '../sources/source.ts';
import { createRowStore } from '../sources/store/row-store.ts';
import { labelColumnOf, type SampleLookup, type SampleRequest } from '../sources/store/sample.ts';
import { locationOfFile } from '../sources/template-location.ts';
import type { TemplateFile } from '../template/template-file.ts';

/** What was read about the dataset of a file. */
export interface DatasetFacts {
  readonly schema: SchemaLookup;
  readonly sampleRow?: ExampleRow;
  readonly unlabelled?: ReadonlySet<string>;
}

/** Schemas and rows as they were first read; kept until something on disk or in the settings changes. */
export interface Datasets {
  /** Without a long wait: what is slow is not known yet. */
  load(location: TemplateLocation): Promise<DatasetFacts>;
  /** However long it takes. */
  loadSchema(location: TemplateLocation, signal?: AbortSignal): Promise<SchemaLookup>;
  loadSplits(location: TemplateLocation, signal?: AbortSignal): Promise<SplitsLookup>;
  /** Rows of the split that the user chose, else of the one that is shown by itself. */
  loadRows(
    location: TemplateLocation,
    request: RowsRequest,
    signal?: AbortSignal,
  ): Promise<RowsLookup>;
  /** Rows of that split by chance, with the classes of its first ClassLabel in their shares; the same for the same seed. */
  sampleRows(
    location: TemplateLocation,
    request: Pick<SampleRequest, 'size' | 'seed'>,
    signal?: AbortSignal,
  ): Promise<SampleLookup>;
  /** Names of datasets that begin so; for completion. */
  listDatasets(prefix: string, signal?: AbortSignal): Promise<readonly string[]>;
  /** Subsets of the dataset; for completion. */
  listSubsets(location: TemplateLocation, signal?: AbortSignal): Promise<readonly string[]>;
  /** Null for the split that is shown by itself. */
  chooseSplit(location: TemplateLocation, split: string | null): void;
  /** Forgets everything, because files or settings changed. */
  clear(): void;
}

export interface DatasetsParts {
  source(): DatasetSource;
  /** The same, but what takes long is out of reach for now. */
  quickSource(): DatasetSource;
  /** Splits that were chosen before. */
  readonly splits: readonly ChosenSplit[];
  /** Rows that were given out are others by now. */
  onChange(): void;
  /** In milliseconds, from any start. */
  now(): number;
}

/** Memory for rows. */
const rowBytes = 128 * 1024 * 1024;
/** After so long a dataset that was out of reach is looked for again. */
const retryMs = 60_000;

export function createDatasets(parts: DatasetsParts): Datasets {
  const { source, quickSource, splits, onChange, now } = parts;
  const cache = new Map<string, { readonly facts: Promise<DatasetFacts>; until: number }>();
  const chosen = new Map(splits.map((choice) => [splitKeyOf(choice), choice.split]));
  const store = createRowStore({ source, maxBytes: rowBytes, onChange, now });

  /** Rows of the split that was chosen; one that is no longer there counts for nothing. */
  async function ofChosenSplit<Found>(
    location: TemplateLocation,
    load: (split: { readonly split?: string }) => Promise<Lookup<Found>>,
  ): Promise<Lookup<Found>> {
    const split = chosen.get(splitKeyOf(location));
    const lookup = await load(split === undefined ? {} : { split });
    return split !== undefined && lookup.kind === 'absent' ? load({}) : lookup;
  }

  return {
    load(location) {
      const key = keyOf(location);
      const kept = cache.get(key);
      if (kept !== undefined && now() < kept.until) return kept.facts;
      const facts = loadFacts(quickSource(), location);
      const entry = { facts, until: Number.POSITIVE_INFINITY };
      cache.set(key, entry);
      facts.then(
        ({ schema }) => {
          if (schema.kind === 'offline') entry.until = now() + retryMs;
        },
        // A failed read is tried again by the next request.
        () => cache.delete(key),
      );
      return facts;
    },
    loadSchema: (location, signal) => source().loadSchema(location, signal),
    loadSplits: (location, signal) => source().loadSplits(location, signal),
    loadRows: (location, request, signal) =>
      ofChosenSplit(location, (split) => store.load(location, { ...split, ...request }, signal)),
    async sampleRows(location, { size, seed }, signal) {
      const schema = await source().loadSchema(location, signal);
      const stratifyBy =
        schema.kind === 'found' ? labelColumnOf(schema.schema.features) : undefined;
      const request = { size, seed, ...(stratifyBy !== undefined && { stratifyBy }) };
      return ofChosenSplit(location, (split) =>
        store.sample(location, { ...split, ...request }, signal),
      );
    },
    listDatasets: async (prefix, signal) => source().listDatasets?.(prefix, signal) ?? [],
    listSubsets: async (location, signal) => source().listSubsets?.(location, signal) ?? [],
    chooseSplit(location, split) {
      if (split === null) chosen.delete(splitKeyOf(location));
      else chosen.set(splitKeyOf(location), split);
    },
    clear() {
      cache.clear();
      store.clear();
    },
  };
}

function keyOf({ path, dataset, subset }: TemplateLocation): string {
  return JSON.stringify([path, dataset, subset]);
}

/** Files of one dataset show one split. */
function splitKeyOf({ dataset, subset }: Pick<TemplateLocation, 'dataset' | 'subset'>): string {
  return JSON.stringify([dataset, subset]);
}

/** Where to look for the dataset that the file names; `undefined` when it names none. */
export function locationOf(uri: string, file: TemplateFile): TemplateLocation | undefined {
  return locationOfFile(pathOf(uri), file);
}

/** The path on this machine's disk, if it is there. */
export function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    // A text that is not on this machine's disk, such as one not yet saved.
    return undefined;
  }
}

async function loadFacts(source: DatasetSource, location: TemplateLocation): Promise<DatasetFacts> {
  const [schema, rows] = await Promise.all([
    source.loadSchema(location),
    source.loadRows(location, { offset: 0, limit: rowsToKnow }),
  ]);
  const [raw] = rows.kind === 'found' ? rows.rows : [];
  const first = raw && parseRow(raw.json, raw.form);
  return {
    schema,
    ...(first?.kind === 'row' && { sampleRow: first.row }),
    unlabelled: await loadUnlabelled(source, location, rows),
  };
}

/** So many rows tell what a column may hold; the first one is shown. */
const rowsToKnow = 100;
