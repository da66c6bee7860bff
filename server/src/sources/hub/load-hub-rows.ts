import type { RowsRequest } from '../source.ts';
import type { HubParts } from './hub-dataset.ts';
import { toViewerFilter } from './hub-filter.ts';
import type { HubOutcome } from './hub-outcome.ts';
import { type HubRows, type LoadPage, loadRowPages, readFeatures } from './hub-rows.ts';
import type { SplitAddress } from './viewer-api.ts';

/** Rows of a split of the Hub, read again when the dataset changed since a part of them was kept. */
export async function loadHubRows(
  parts: HubParts,
  address: SplitAddress,
  request: RowsRequest,
  signal?: AbortSignal,
): Promise<HubOutcome<HubRows>> {
  const load = await choosePages(parts, address, request, signal);
  if (typeof load !== 'function') return load;
  const found = await loadRowPages(address, request, load);
  if (found.kind !== 'changed') return found;
  parts.outdate(address.dataset);
  const again = await loadRowPages(address, request, load);
  if (again.kind !== 'changed') return again;
  const message = `\`${address.dataset}\` changes on the Hub while it is read; try again later.`;
  return { kind: 'malformed', message };
}

async function choosePages(
  { viewer }: HubParts,
  address: SplitAddress,
  { filter }: RowsRequest,
  signal?: AbortSignal,
): Promise<LoadPage | Exclude<HubOutcome<never>, { kind: 'found' }>> {
  if (filter === undefined) return (page) => viewer.rows(address, page, signal);
  const info = await viewer.info(address.dataset, address.config, signal);
  if (info.kind !== 'found') return info;
  const asked = toViewerFilter(filter, readFeatures(info.value.features));
  switch (asked?.kind) {
    case 'search':
      return (page) => viewer.search(address, asked.query, page, signal);
    case 'where':
      return (page) => viewer.filter(address, asked.where, page, signal);
    default:
      return { kind: 'malformed', message: 'The Hub cannot look for that.' };
  }
}
