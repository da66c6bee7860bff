/** What a search for the schema or the rows of a dataset ends in. */
import type { DatasetSchema } from './features.ts';

/**
 * Kinds of places that datasets come from: what a setting names for the dataset, a folder of schemas or rows, a file or
 * folder that the user names outright, files beside the template file, the caches of the `datasets` library, the Hub.
 */
export type SourceKind = 'setting' | 'folder' | 'named' | 'beside' | 'cache' | 'hub';

/** Where something of a dataset comes from. */
export interface Origin {
  readonly source: SourceKind;
  /** What people call the place: a path, or the name on the Hub. */
  readonly label: string;
  /** The file or folder on this machine; absent where there is none that can be opened. */
  readonly path?: string;
  /** When it was fetched, in milliseconds since 1970, where it is a copy of something remote. */
  readonly fetchedAt?: number;
  /** Why it could not be asked now whether the copy is still right. */
  readonly unreachable?: string;
}

/** Why nothing was found; messages are sentences for the user. */
export type Miss =
  /** The place does not know the dataset. */
  | { readonly kind: 'absent' }
  /** The place knows it, or may, but cannot be reached now. */
  | { readonly kind: 'offline'; readonly origin: Origin; readonly message: string }
  /** There is something that cannot be read, or more than the budgets allow. */
  | { readonly kind: 'malformed'; readonly origin: Origin; readonly message: string }
  /** The place asks for rights that the user does not have. */
  | { readonly kind: 'denied'; readonly origin: Origin; readonly message: string };

export type Lookup<Found> = ({ readonly kind: 'found'; readonly origin: Origin } & Found) | Miss;

/** What is known about the columns of a dataset; features stay silent where nothing is known. */
export type SchemaLookup = Lookup<{
  readonly schema: DatasetSchema;
  readonly basis: SchemaBasis;
}>;

/** What tells the features of a schema. */
export type SchemaBasis =
  /** Somebody wrote them down: in a schema file or a dataset card at `path`, or remotely. */
  | { readonly kind: 'declared'; readonly path?: string }
  /** The data files carry types: Parquet and Arrow. */
  | { readonly kind: 'typed' }
  /** Taken from the values, as the `datasets` library infers them. */
  | { readonly kind: 'inferred' };

/** The split of a dataset with its number of rows; null where it is not known without reading on. */
export interface SplitInfo {
  readonly name: string;
  readonly rowCount: number | null;
}
