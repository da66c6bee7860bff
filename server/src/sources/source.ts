/** Where features, the language server and the command line get a dataset's schema and rows from. */
import type { SchemaLookup } from '../analysis/snapshot.ts';

/** The dataset that a template file is about, and the place of the file. */
export interface TemplateLocation {
  /** Path of the template file on disk; absent for a text without one. */
  readonly path?: string;
  readonly dataset: string;
  readonly subset: string | null;
}

export interface DatasetSource {
  loadSchema(location: TemplateLocation): Promise<SchemaLookup>;
  /** Rows `offset` to `offset + limit` of the split that is shown first. */
  loadRows(location: TemplateLocation, range: RowRange): Promise<RowsLookup>;
}

export interface RowRange {
  readonly offset: number;
  readonly limit: number;
}

export type RowsLookup =
  | {
      readonly kind: 'found';
      /** The file, or the folder of several files that follow one another. */
      readonly origin: string;
      readonly rows: readonly RawRow[];
      /** Lines in the range that are no text. */
      readonly problems: readonly RowProblem[];
      /** Number of rows of the split; null where the rest was not read. */
      readonly rowCount: number | null;
    }
  | { readonly kind: 'absent' }
  | { readonly kind: 'malformed'; readonly origin: string; readonly message: string };

/** One row as it is written; `parseExample` reads it. */
export interface RawRow {
  /** 0-based, over the lines that are not blank. */
  readonly index: number;
  readonly json: string;
  readonly place: RowPlace;
}

export interface RowPlace {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
}

export interface RowProblem {
  readonly index: number;
  readonly place: RowPlace;
  readonly message: string;
}
