import type { RowRange, RowsRequest } from '../source.ts';
import type { HubParts } from './hub-dataset.ts';
import { toViewerFilter, type ViewerFilter } from './hub-filter.ts';
import type { HubOutcome } from './hub-outcome.ts';
import { loadParquetRows } from './hub-parquet.ts';
import { type HubRows, type LoadPage, loadRowPages, readFeatures } from './hub-rows.ts';
import { scanRows } from './scan-rows.ts';
import { longestPage, type SplitAddress } from './viewer-api.ts';

/** Rows of a split of the Hub that a filter accepts, or all. */
export async function loadHubRows(
  parts: HubParts,
  address: SplitAddress,
  { filter, ...range }: RowsRequest,
  signal?: AbortSignal,
): Promise<HubOutcome<HubRows>> {
  if (filter === undefined) return loadRange(parts, address, range, signal);
  const { viewer } = parts;
  const info = await viewer.info(address.dataset, address.config, signal);
  if (info.kind !== 'found') return info;
  const features = readFeatures(info.value.features);
  const asked = toViewerFilter(filter, features);
  if (asked !== undefined) {
    const found = await loadCoherent(parts, address, range, pagesOf(parts, address, asked, signal));
    // Not every dataset has an index for it.
    if (found.kind === 'found' || found.kind === 'denied') return found;
  }
  const load = (wanted: RowRange) => loadRange(parts, address, wanted, signal);
  return scanRows(load, filter, features, range);
}

/** The viewer answers requests for 100 rows, so that Parquet is the shorter way to many. */
const manyRows = 500;

async function loadRange(
  parts: HubParts,
  address: SplitAddress,
  range: RowRange,
  signal?: AbortSignal,
): Promise<HubOutcome<HubRows>> {
  if (range.limit > manyRows) {
    const many = await loadParquetRows(parts, address, range, signal);
    if (many.kind === 'found') return many;
  }
  const { viewer } = parts;
  const pages = await loadCoherent(parts, address, range, (page) =>
    viewer.rows(address, page, signal),
  );
  const isWhole = pages.kind === 'found' && pages.value.problems.length === 0;
  if (isWhole || pages.kind === 'denied') return pages;
  const exact = await loadParquetRows(parts, address, range, signal);
  if (exact.kind === 'found') return exact;
  if (pages.kind === 'found' || range.offset + range.limit > longestPage) return pages;
  const first = await loadRowPages(address, range, () => viewer.firstRows(address, signal));
  return first.kind === 'found' && first.value.rows.length > 0 ? first : pages;
}

function pagesOf(
  { viewer }: HubParts,
  address: SplitAddress,
  asked: ViewerFilter,
  signal?: AbortSignal,
): LoadPage {
  return asked.kind === 'search'
    ? (page) => viewer.search(address, asked.query, page, signal)
    : (page) => viewer.filter(address, asked.where, page, signal);
}

/** Reads again when the dataset changed since a part of it was kept. */
async function loadCoherent(
  parts: HubParts,
  address: SplitAddress,
  range: RowRange,
  load: LoadPage,
): Promise<HubOutcome<HubRows>> {
  const found = await loadRowPages(address, range, load);
  if (found.kind !== 'changed') return found;
  parts.outdate(address.dataset);
  const again = await loadRowPages(address, range, load);
  if (again.kind !== 'changed') return again;
  const message = `\`${address.dataset}\` changes on the Hub while it is read; try again later.`;
  return { kind: 'malformed', message };
}
