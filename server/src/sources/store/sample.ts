import { parseRow } from '../../dataset/typed-row.ts';
import type { FoundRows, RawRow, RowsLookup, RowsRequest } from '../source.ts';
import { choose, seededRandom } from './random.ts';
import { rowsOfPage } from './row-pages.ts';

export interface SampleRequest {
  /** At most this many rows. */
  readonly size: number;
  readonly seed: number;
  /** The split that is shown first when left out. */
  readonly split?: string;
  /** A column whose values the sample has in the shares that they have in the data, each at least once if it can be. */
  readonly stratifyBy?: string;
}

/** A sample is drawn from the rows of so many pages, so that a remote dataset is not asked for every row by itself. */
const pagesToDrawFrom = 8;

/** Draws rows of pages that are drawn themselves; `load` reads rows of a range. */
export async function drawSample(
  load: (request: RowsRequest) => Promise<RowsLookup>,
  { size, seed, split, stratifyBy }: SampleRequest,
): Promise<RowsLookup> {
  const random = seededRandom(seed);
  const ofSplit = split === undefined ? {} : { split };
  const first = await load({ ...ofSplit, offset: 0, limit: rowsOfPage });
  if (first.kind !== 'found') return first;
  const total = first.rowCount ?? Math.max(size, pagesToDrawFrom * rowsOfPage);
  const pageCount = Math.max(1, Math.ceil(total / rowsOfPage));
  const wanted = Math.max(pagesToDrawFrom, Math.ceil((2 * size) / rowsOfPage));
  const numbers = Array.from({ length: pageCount }, (_, page) => page);
  const pool: RawRow[] = [];
  for (const page of choose(numbers, wanted, random)) {
    const range = { ...ofSplit, offset: page * rowsOfPage, limit: rowsOfPage };
    const found = page === 0 ? first : await load(range);
    if (found.kind !== 'found') return found;
    pool.push(...found.rows);
  }
  return withRows(first, drawFrom(pool, size, stratifyBy, random));
}

function withRows(found: FoundRows, rows: readonly RawRow[]): RowsLookup {
  return { ...found, rows, problems: [] };
}

function drawFrom(
  pool: readonly RawRow[],
  size: number,
  column: string | undefined,
  random: () => number,
): readonly RawRow[] {
  if (column === undefined || pool.length <= size) return choose(pool, size, random);
  const strata = [...groupBy(pool, (row) => stratumOf(row, column)).values()];
  const shares = shareOut(
    strata.map(({ length }) => length),
    size,
  );
  return strata
    .flatMap((stratum, index) => choose(stratum, shares[index] ?? 0, random))
    .sort((a, b) => a.index - b.index);
}

function stratumOf({ json, form }: RawRow, column: string): string {
  const parsed = parseRow(json, form);
  const value = parsed.kind === 'row' ? parsed.row.get(column) : undefined;
  return typeof value === 'object' ? '' : String(value);
}

function groupBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Places in proportion to sizes, one at least for each while there are enough; largest remainders first. */
function shareOut(sizes: readonly number[], places: number): readonly number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const spare = Math.max(0, places - sizes.length);
  const exact = sizes.map((size) => (size * spare) / total);
  const least = places >= sizes.length ? 1 : 0;
  const shares = exact.map((share) => Math.floor(share) + least);
  const order = exact
    .map((share, index) => ({ index, rest: share - Math.floor(share), size: sizes[index] ?? 0 }))
    .sort((a, b) => b.rest - a.rest || b.size - a.size);
  let left = places - shares.reduce((sum, share) => sum + share, 0);
  for (let turn = 0; left > 0 && turn < 2 * order.length; turn += 1) {
    const next = order[turn % order.length];
    if (next === undefined || (shares[next.index] ?? 0) >= next.size) continue;
    shares[next.index] = (shares[next.index] ?? 0) + 1;
    left -= 1;
  }
  return shares;
}
