import type { DatasetStatus, PlaceStatus } from '../../../server/src/protocol/datasets.ts';

/** What the status item shows. */
export interface DatasetText {
  /** Dataset, split and number of rows, in a line. */
  readonly text: string;
  /** Where it comes from and how old it is, or why it is not there. */
  readonly detail: string;
  /** Whether something is not as it should be: a copy that may be old, or nothing at all. */
  readonly isDoubtful: boolean;
}

/** `shorten` makes a path one that people read. */
export function describeDataset(
  status: DatasetStatus,
  now: number,
  shorten: (path: string) => string = (path) => path,
): DatasetText {
  const { dataset, subset, rows, schema, split, rowCount } = status;
  const name = subset === null ? dataset : `${dataset}/${subset}`;
  const count = rowCount === null ? 'rows' : countRows(rowCount);
  const shown = rows.kind === 'found' ? [split, count] : ['no rows'];
  const place = rows.kind === 'found' || schema.kind !== 'found' ? rows : schema;
  return {
    text: [name, ...shown].filter((part) => part !== null).join(' · '),
    detail: describePlace(
      place.kind === 'found' ? { ...place, label: shorten(place.label) } : place,
      dataset,
      now,
    ),
    isDoubtful: place.kind !== 'found' || place.unreachable !== undefined,
  };
}

export function countRows(count: number): string {
  return `${count.toLocaleString('en-US')} row${count === 1 ? '' : 's'}`;
}

const sourceNames: Readonly<Record<(PlaceStatus & { kind: 'found' })['source'], string>> = {
  setting: 'Named in the settings',
  folder: 'Folder of the settings',
  named: 'Named',
  beside: 'Beside the template',
  cache: 'Cache of Hugging Face',
  hub: 'Hub',
};

function describePlace(place: PlaceStatus, dataset: string, now: number): string {
  if (place.kind === 'absent') return 'Neither this machine nor the Hub knows it.';
  if (place.kind !== 'found') return place.message;
  const { source, label, fetchedAt, unreachable } = place;
  const where = label === dataset ? sourceNames[source] : `${sourceNames[source]}: ${label}`;
  const age = fetchedAt === undefined ? where : `${where}, ${describeAge(now - fetchedAt)}`;
  return unreachable === undefined ? age : `${age}, offline. ${unreachable}`;
}

/** How long ago something was, in words. */
function describeAge(ageMs: number): string {
  const minutes = Math.floor(ageMs / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return ago(minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? ago(hours, 'hour') : ago(Math.floor(hours / 24), 'day');
}

function ago(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}
