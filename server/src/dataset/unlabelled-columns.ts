import type { ExampleRow } from './example.ts';

/** The columns that hold -1 in one of the rows: so the `datasets` library marks a ClassLabel that a split lacks. */
export function unlabelledColumns(rows: Iterable<ExampleRow>): ReadonlySet<string> {
  const columns = new Set<string>();
  for (const row of rows) {
    for (const [name, value] of row) if (value === -1n) columns.add(name);
  }
  return columns;
}
