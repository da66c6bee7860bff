/** Data files as tables: what the readers of the formats give, and what is asked of them. */
import type { ExampleRow } from '../../dataset/example.ts';
import type { Features } from '../../dataset/features.ts';

export type DataFormat = 'parquet' | 'arrow' | 'jsonl' | 'json' | 'csv' | 'tsv';
export type Compression = 'none' | 'gzip' | 'zstd';

export interface DataFile {
  /** On this machine, or the address of a file elsewhere. */
  readonly path: string;
  /** Bytes of a file elsewhere, whose pieces are fetched by who asks for its rows. */
  readonly remoteSize?: number;
  readonly format: DataFormat;
  readonly compression: Compression;
}

/** What is wrong with a file, as a sentence for the user. */
export class TableProblem extends Error {}

export type TableRow =
  | { readonly kind: 'row'; readonly row: ExampleRow; readonly line?: number }
  /** One line of JSONL as it stands. */
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | { readonly kind: 'problem'; readonly message: string; readonly line?: number };

/** One open data file. Throws a `TableProblem` for what is wrong with it. */
export interface Table {
  readonly features: Features;
  readonly basis: 'typed' | 'inferred';
  /** Whether the whole file is read at once without anybody noticing. */
  readonly isSmall: boolean;
  /** Null while it is not known; `count` finds it out. */
  rowCount(): number | null;
  count(): Promise<number>;
  /** Fewer rows only at the end of the table. */
  read(offset: number, limit: number): Promise<readonly TableRow[]>;
  close(): Promise<void>;
}
