import type { ExampleRow } from '../dataset/example.ts';
import { parseRow } from '../dataset/typed-row.ts';
import type { FoundRows, RawRow, RowPlace } from '../sources/source.ts';
import type { Complaints } from './complaints.ts';

export type ReadRow =
  | { readonly kind: 'row'; readonly raw: RawRow; readonly row: ExampleRow }
  /** A line that is no row; the message names file and line. */
  | { readonly kind: 'unreadable'; readonly message: string };

/** Every line of the rows, in order, read as far as it can be. */
export function* readRows({ rows, problems }: FoundRows): Generator<ReadRow> {
  const lines = [...rows, ...problems].sort((a, b) => a.index - b.index);
  for (const line of lines) {
    if ('message' in line) {
      yield { kind: 'unreadable', message: atPlace(line.place, line.message) };
      continue;
    }
    const parsed = parseRow(line.json, line.form);
    yield parsed.kind === 'row'
      ? { kind: 'row', raw: line, row: parsed.row }
      : { kind: 'unreadable', message: atPlace(line.place, parsed.message) };
  }
}

/** What `pick` takes of each row that can be read; the others are complained of, and no rows at all are noted. */
export async function keepReadable<Kept>(
  found: FoundRows,
  complaints: Complaints,
  pick: (read: ReadRow & { readonly kind: 'row' }) => Kept,
): Promise<readonly Kept[]> {
  if (found.rows.length + found.problems.length === 0) {
    await complaints.note(`${found.origin.label}: there are no rows here.`);
  }
  const kept: Kept[] = [];
  for (const read of readRows(found)) {
    if (read.kind === 'row') kept.push(pick(read));
    else await complaints.complain(read.message);
  }
  return kept;
}

/** A message that begins with the file, and its line if it has any. */
export function atPlace({ path, line }: RowPlace, message: string): string {
  return line === undefined ? `${path}: ${message}` : `${path}:${line}: ${message}`;
}
