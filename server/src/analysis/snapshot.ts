import type { DatasetSchema } from '../dataset/features.ts';
import type { TemplateFile, TemplateFileProblem } from '../template/template-file.ts';

/** What is known about the dataset of a file; features stay silent where nothing is known. */
export type SchemaLookup =
  | { readonly kind: 'found'; readonly schema: DatasetSchema; readonly origin: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'malformed'; readonly origin: string; readonly message: string };

/** One row of a dataset, by column name as the data has it; values keep Python's types. */
export type ExampleRow = ReadonlyMap<string, ExampleValue>;

/** JSON with Python's types kept apart: an int is a bigint, a float is a number. */
export type ExampleValue =
  | null
  | boolean
  | bigint
  | number
  | string
  | readonly ExampleValue[]
  | ReadonlyMap<string, ExampleValue>;

/** Everything that the features know about one version of one document. Immutable. */
export interface Snapshot {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly file: TemplateFile;
  readonly problems: readonly TemplateFileProblem[];
  readonly schema: SchemaLookup;
  /** The row that hovers show values of; absent when no rows are known. */
  readonly sampleRow?: ExampleRow;
}
