import type { Features } from '../../dataset/features.ts';
import { parseDatasetSchema } from '../../dataset/parse-features.ts';
import { writeTypedRow } from '../../dataset/typed-row.ts';
import type { RawRow, RowProblem, RowRange } from '../source.ts';
import type { HubAnswer, HubOutcome } from './hub-outcome.ts';
import { longestPage, type PageRange, type SplitAddress } from './viewer-api.ts';
import { fromViewerRow } from './viewer-row.ts';
import type { HubRow, HubRowPage } from './viewer-shapes.ts';

export interface HubRows {
  readonly rows: readonly RawRow[];
  readonly problems: readonly RowProblem[];
  readonly rowCount: number | null;
}

/** The pages tell of different states of the dataset. */
export interface Changed {
  readonly kind: 'changed';
}

export type LoadPage = (page: PageRange) => Promise<HubOutcome<HubRowPage>>;

/** Rows of a range from the pages that hold them; the pages begin at multiples of their size, so that they are shared. */
export async function loadRowPages(
  address: SplitAddress,
  { offset, limit }: RowRange,
  load: LoadPage,
): Promise<HubOutcome<HubRows> | Changed> {
  const first = Math.floor(offset / longestPage) * longestPage;
  const starts = Array.from(
    { length: Math.max(1, Math.ceil((offset + limit - first) / longestPage)) },
    (_, index) => first + index * longestPage,
  );
  const pages: HubAnswer<HubRowPage>[] = [];
  // The first page tells how many there are.
  for (const batch of [starts.slice(0, 1), starts.slice(1)]) {
    const total = pages[0]?.value.total ?? Number.POSITIVE_INFINITY;
    const wanted = batch.filter((start) => start < total);
    const answers = await Promise.all(
      wanted.map((start) => load({ offset: start, length: longestPage })),
    );
    for (const answer of answers) {
      if (answer.kind !== 'found') return answer;
      pages.push(answer);
    }
  }
  return joinPages(address, pages, offset - first, limit);
}

/** One answer out of several, which must tell of the same state of the dataset. */
function joinPages(
  address: SplitAddress,
  pages: readonly HubAnswer<HubRowPage>[],
  skip: number,
  limit: number,
): HubOutcome<HubRows> | Changed {
  const [first] = pages;
  if (first === undefined) return { kind: 'changed' };
  const isOneState = pages.every(
    ({ revision, value }) =>
      revision === first.revision && isSameJson(value.features, first.value.features),
  );
  if (!isOneState) return { kind: 'changed' };
  const features = readFeatures(first.value.features);
  const wanted = pages.flatMap(({ value }) => value.rows).slice(skip, skip + limit);
  const whole = wanted.filter(({ truncated }) => truncated.length === 0);
  const oldest = pages.reduce((a, b) => (b.fetchedAt < a.fetchedAt ? b : a));
  const value = {
    rows: whole.map((row) => toRawRow(address, row, features)),
    problems: wanted.filter((row) => !whole.includes(row)).map((row) => toProblem(address, row)),
    rowCount: first.value.total,
  };
  return { ...oldest, value };
}

/** The columns by name; none where they cannot be read, so that values stay as they are. */
export function readFeatures(features: unknown): Features {
  const parsed = parseDatasetSchema({ features }, '');
  return parsed.kind === 'ok' ? parsed.schema.features : new Map();
}

function toRawRow({ dataset }: SplitAddress, { index, row }: HubRow, features: Features): RawRow {
  const json = writeTypedRow(fromViewerRow(row, features));
  return { index, json, form: 'typed', place: { path: dataset } };
}

function toProblem({ dataset }: SplitAddress, { index, truncated }: HubRow): RowProblem {
  const columns = truncated.map((column) => `\`${column}\``).join(', ');
  const message = `The Hub shows only a part of ${columns} here.`;
  return { index, place: { path: dataset }, message };
}

function isSameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
