import { fileURLToPath } from 'node:url';
import type { ExampleRow } from '../dataset/example.ts';
import type { SchemaLookup } from '../dataset/lookup.ts';
import { parseRow } from '../dataset/typed-row.ts';
import { unlabelledColumns } from '../dataset/unlabelled-columns.ts';
import type {
  DatasetSource,
  RowsLookup,
  RowsRequest,
  TemplateLocation,
} from '../sources/source.ts';
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
  load(location: TemplateLocation): Promise<DatasetFacts>;
  loadRows(
    location: TemplateLocation,
    request: RowsRequest,
    signal?: AbortSignal,
  ): Promise<RowsLookup>;
  /** Forgets everything, because files or settings changed. */
  clear(): void;
}

export function createDatasets(source: () => DatasetSource, now: () => number): Datasets {
  const cache = new Map<string, Promise<DatasetFacts>>();
  let recent: { key: string; rows: RowsLookup; until: number } | undefined;
  return {
    load(location) {
      const key = JSON.stringify([location.path, location.dataset, location.subset]);
      let facts = cache.get(key);
      if (facts === undefined) {
        facts = loadFacts(source(), location);
        cache.set(key, facts);
        // A failed read is tried again by the next request.
        facts.catch(() => cache.delete(key));
      }
      return facts;
    },
    async loadRows(location, request, signal) {
      const key = JSON.stringify([location.path, location.dataset, location.subset, request]);
      if (recent?.key === key && now() < recent.until) return recent.rows;
      const rows = await source().loadRows(location, request, signal);
      if (rows.kind === 'found') recent = { key, rows, until: now() + keptMs };
      return rows;
    },
    clear() {
      cache.clear();
      recent = undefined;
    },
  };
}

/**
 * How long rows serve the renders that follow, in milliseconds: while somebody types, the disk is left alone. Nobody
 * tells of changes in folders outside of the workspace, so it is short.
 */
const keptMs = 2000;

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
  const examples =
    rows.kind === 'found' ? rows.rows.map(({ json, form }) => parseRow(json, form)) : [];
  const [first] = examples;
  return {
    schema,
    ...(first?.kind === 'row' && { sampleRow: first.row }),
    unlabelled: unlabelledColumns(
      examples.flatMap((each) => (each.kind === 'row' ? [each.row] : [])),
    ),
  };
}

/** So many rows tell what a column may hold; the first one is shown. */
const rowsToKnow = 100;
