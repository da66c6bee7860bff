/** Where features, the language server and the command line get a dataset's schema and rows from. */

import type { Lookup, SchemaLookup, SplitInfo } from '../dataset/lookup.ts';
import type { RowFilter } from '../dataset/row-filter.ts';
import type { RowForm } from '../dataset/typed-row.ts';

/** The dataset that a template file is about, and the place of the file. */
export interface TemplateLocation {
  /** Path of the template file on disk; absent for a text without one. */
  readonly path?: string;
  readonly dataset: string;
  readonly subset: string | null;
}

/**
 * One place where datasets come from, or several in order (`firstThatKnows`). What the user can mend is an outcome;
 * only aborting rejects, with the signal's reason.
 */
export interface DatasetSource {
  loadSchema(location: TemplateLocation, signal?: AbortSignal): Promise<SchemaLookup>;
  /** The splits in the order of the dataset, and which of them is shown first. */
  loadSplits(location: TemplateLocation, signal?: AbortSignal): Promise<SplitsLookup>;
  loadRows(
    location: TemplateLocation,
    request: RowsRequest,
    signal?: AbortSignal,
  ): Promise<RowsLookup>;
  /** Subsets that the source knows without much ado; for completion. */
  listSubsets?(location: TemplateLocation, signal?: AbortSignal): Promise<readonly string[]>;
  /** Names of datasets that begin so; for completion. */
  listDatasets?(prefix: string, signal?: AbortSignal): Promise<readonly string[]>;
}

/** Rows `offset` to `offset + limit`. */
export interface RowRange {
  readonly offset: number;
  readonly limit: number;
}

export interface RowsRequest extends RowRange {
  /** The split that is shown first when left out. */
  readonly split?: string;
  /** Only rows that it accepts, and `offset` counts those; a row keeps its index in the split. */
  readonly filter?: RowFilter;
}

export type SplitsLookup = Lookup<{
  readonly splits: readonly SplitInfo[];
  readonly shown: string;
}>;

export type RowsLookup = Lookup<{
  /** The split that they are of; null where the files do not tell. */
  readonly split: string | null;
  readonly rows: readonly RawRow[];
  /** Rows in the range that cannot be read. */
  readonly problems: readonly RowProblem[];
  /** Number of rows of the split, or of those that the filter accepts; null where the rest was not read. */
  readonly rowCount: number | null;
}>;

export type FoundRows = RowsLookup & { readonly kind: 'found' };

/** One row as text, which `parseRow` reads: so it goes to the render process, too. */
export interface RawRow {
  /** 0-based, over the rows of the split. */
  readonly index: number;
  readonly json: string;
  readonly form: RowForm;
  readonly place: RowPlace;
}

export interface RowPlace {
  /** The file; for remote rows the name of the dataset. */
  readonly path: string;
  /** 1-based; absent where the data has no lines. */
  readonly line?: number;
}

export interface RowProblem {
  readonly index: number;
  readonly place: RowPlace;
  readonly message: string;
}
