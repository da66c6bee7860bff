import type { Features } from '../../dataset/features.ts';
import type { Table, TableRow } from './table.ts';

export interface TableParts {
  readonly features: Features;
  /** Rows of each part, in order: of a batch of Arrow, a group of Parquet. */
  readonly rowCounts: readonly number[];
  /** Rows `from` to `to` of a part, counted from its first; `first` rows are before it. */
  readPart(range: PartRange): Promise<Iterable<TableRow>>;
  close(): Promise<void>;
}

export interface PartRange {
  readonly part: number;
  readonly first: number;
  readonly from: number;
  readonly to: number;
}

/** A table of a file that knows its types and the number of rows in each of its parts. */
export function createPartedTable({ features, rowCounts, readPart, close }: TableParts): Table {
  const rowCount = rowCounts.reduce((sum, count) => sum + count, 0);
  return {
    features,
    basis: 'typed',
    isSmall: true,
    rowCount: () => rowCount,
    count: async () => rowCount,
    async read(offset, limit) {
      const rows: TableRow[] = [];
      let first = 0;
      for (const [part, count] of rowCounts.entries()) {
        const from = Math.max(offset - first, 0);
        const to = Math.min(offset + limit - first, count);
        if (from < to) {
          for (const row of await readPart({ part, first, from, to })) rows.push(row);
        }
        first += count;
      }
      return rows;
    },
    close,
  };
}
