import type { FoundRows, RawRow, RowProblem, RowRange } from '../source.ts';

/** Rows of a range whose start is a multiple of the page size, with what is to be said of them. */
export interface RowPage {
  readonly rows: readonly RawRow[];
  readonly problems: readonly RowProblem[];
}

export const rowsOfPage = 100;

/** The pages that hold a range: from the first up to, and without, the last. */
export function pagesOf({ offset, limit }: RowRange): {
  readonly from: number;
  readonly to: number;
} {
  const from = Math.floor(offset / rowsOfPage);
  return { from, to: Math.max(from + 1, Math.ceil((offset + limit) / rowsOfPage)) };
}

/** Cuts rows that were read in one go into their pages. */
export function cutIntoPages(
  { rows, problems }: FoundRows,
  from: number,
  to: number,
): readonly RowPage[] {
  const isOn = (page: number) => (row: { readonly index: number }) =>
    Math.floor(row.index / rowsOfPage) === page;
  return Array.from({ length: to - from }, (_, index) => ({
    rows: rows.filter(isOn(from + index)),
    problems: problems.filter(isOn(from + index)),
  }));
}

/** Memory that the text of a page takes, in bytes. */
export function sizeOfPage({ rows, problems }: RowPage): number {
  const overhead = 200;
  const text = rows.reduce((sum, { json }) => sum + json.length * 2 + overhead, 0);
  return text + problems.length * overhead;
}
