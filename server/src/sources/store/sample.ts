import type { Features } from '../../dataset/features.ts';
import type { Lookup } from '../../dataset/lookup.ts';
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

export type SampleLookup = Lookup<FoundRows & { readonly draw: SampleDraw }>;

/** How rows were drawn: by chance, or the first ones where no more can be had; all where there are no more than wanted. */
export type SampleDraw = 'all' | 'sampled' | 'first';

/** The column by whose classes samples are stratified. */
export function labelColumnOf(features: Features): string | undefined {
  return [...features].find(([, { kind }]) => kind === 'class-label')?.[0];
}

type LoadRows = (request: RowsRequest) => Promise<RowsLookup>;

/** A sample is drawn from the rows of so many pages, so that a remote dataset is not asked for every row by itself. */
const pagesToDrawFrom = 8;

/** Draws rows of pages that are drawn themselves; `load` reads rows of a range. */
export async function drawSample(
  load: LoadRows,
  { size, seed, split, stratifyBy }: SampleRequest,
): Promise<SampleLookup> {
  const loadOfSplit: LoadRows = (range) =>
    load({ ...range, ...(split !== undefined && { split }) });
  const first = await loadOfSplit({ offset: 0, limit: rowsOfPage });
  if (first.kind !== 'found') return first;
  const total = first.rowCount ?? (await countRows(loadOfSplit));
  if (total === null) return takeFirst(loadOfSplit, first, size);
  const random = seededRandom(seed);
  const wanted = Math.max(pagesToDrawFrom, Math.ceil((2 * size) / rowsOfPage));
  const pages = Array.from({ length: Math.ceil(total / rowsOfPage) }, (_, page) => page);
  const pool: RawRow[] = [];
  for (const page of choose(pages, total > size ? wanted : pages.length, random)) {
    const found =
      page === 0 ? first : await loadOfSplit({ offset: page * rowsOfPage, limit: rowsOfPage });
    if (found.kind !== 'found') return takeFirst(loadOfSplit, first, size);
    pool.push(...found.rows);
  }
  return {
    ...first,
    rows: drawFrom(pool, size, stratifyBy, random),
    problems: [],
    rowCount: total,
    draw: total > size ? 'sampled' : 'all',
  };
}

/** Whoever is asked for rows far behind the last one has to count them. */
async function countRows(load: LoadRows): Promise<number | null> {
  const beyond = await load({ offset: mostRows, limit: 1 });
  return beyond.kind === 'found' ? beyond.rowCount : null;
}

const mostRows = 1e12;

async function takeFirst(load: LoadRows, first: FoundRows, size: number): Promise<SampleLookup> {
  const more = size > rowsOfPage ? await load({ offset: 0, limit: size }) : first;
  const found = more.kind === 'found' ? more : first;
  return { ...found, rows: found.rows.slice(0, size), draw: 'first' };
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
