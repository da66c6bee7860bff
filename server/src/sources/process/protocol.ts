/** Messages between a caller's process and the data process. */
import type { Features } from '../../dataset/features.ts';
import type { RowFilter } from '../../dataset/row-filter.ts';
import type { RawRow, RowProblem } from '../source.ts';
import type { DataFile } from '../tables/table.ts';

/** Data files that follow one another: a split, as a rule. */
export interface TableFiles {
  readonly files: readonly DataFile[];
  /** Features that were written down somewhere; they go before what the values of text files tell. */
  readonly declared: Features | null;
  /** JSONL rows are given as they stand, and not brought to the types of their columns. */
  readonly isLiteral: boolean;
}

export type TableCall =
  | { readonly kind: 'describe' }
  | {
      readonly kind: 'read';
      readonly offset: number;
      readonly limit: number;
      readonly filter: RowFilter | null;
    };

export interface TableRequest {
  readonly files: TableFiles;
  readonly call: TableCall;
}

export type TableReply =
  | {
      readonly kind: 'described';
      readonly features: Features;
      readonly basis: 'typed' | 'inferred';
      /** Null where the file must be read to its end to tell. */
      readonly rowCount: number | null;
    }
  | {
      readonly kind: 'rows';
      readonly rows: readonly RawRow[];
      readonly problems: readonly RowProblem[];
      /** Of the split, or of what the filter accepts. */
      readonly rowCount: number | null;
    }
  /** What is wrong with a file, or with the process, as a sentence. */
  | { readonly kind: 'problem'; readonly message: string; readonly path?: string }
  /** A file is not there. */
  | { readonly kind: 'absent' };

/** A piece of a file elsewhere, or why it cannot be had, as a sentence. */
export type FetchedPiece =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'problem'; readonly message: string };

/** Never rejects. */
export type FetchPiece = (path: string, offset: number, length: number) => Promise<FetchedPiece>;

export type MessageToProcess =
  | { readonly kind: 'ask'; readonly id: number; readonly request: TableRequest }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'piece'; readonly id: number; readonly piece: FetchedPiece };

export type MessageFromProcess =
  | { readonly kind: 'ready' }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: TableReply }
  | ({ readonly kind: 'fetch'; readonly id: number; readonly askId: number } & PieceOfFile);

export interface PieceOfFile {
  readonly path: string;
  readonly offset: number;
  readonly length: number;
}

/** Reads data files for those who must not be harmed by what is in them. */
export interface TableReader {
  /** Aborting rejects with the signal's reason; nothing else does. */
  ask(request: TableRequest, signal?: AbortSignal, fetchPiece?: FetchPiece): Promise<TableReply>;
}
