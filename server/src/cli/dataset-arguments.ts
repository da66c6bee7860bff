import type { Lookup, Miss, Origin } from '../dataset/lookup.ts';
import type { FileSystem } from '../sources/file-system.ts';
import type { Hub } from '../sources/hub/open-hub.ts';
import type { DatasetSource, TemplateLocation } from '../sources/source.ts';
import { UsageError } from './arguments.ts';
import type { Complaints } from './complaints.ts';

/** Ways to print a list of columns or rows. */
export const listingFormats = ['table', 'json', 'jsonl'] as const;

/** `PATH [SUBSET]`, where the path may be the name of a dataset on the Hub. */
export function readDatasetArguments(positionals: readonly string[]): {
  readonly path: string;
  readonly subset: string | null;
} {
  const [path, subset = null, ...more] = positionals;
  if (path === undefined) throw new UsageError('PATH is missing.');
  if (more.length > 0)
    throw new UsageError(`PATH and SUBSET are expected, not \`${more[0]}\` as well.`);
  return { path, subset };
}

/** What is on disk, else what the Hub knows under that name; a path that is there is never sent to it. */
export async function orOnHub<Found>(
  { hub, fileSystem }: { readonly hub: Hub; readonly fileSystem: FileSystem },
  { path, subset }: { readonly path: string; readonly subset: string | null },
  onDisk: Lookup<Found>,
  ask: (source: DatasetSource, location: TemplateLocation) => Promise<Lookup<Found>>,
): Promise<Lookup<Found>> {
  if (onDisk.kind !== 'absent' || (await isThere(fileSystem, path))) return onDisk;
  // The place of a file in this folder: so a name that begins with a folder of it is known for a path.
  return ask(hub.source, { path: 'templates.yaml', dataset: path, subset });
}

async function isThere(fileSystem: FileSystem, path: string): Promise<boolean> {
  return fileSystem.list(path).then(
    () => true,
    () => false,
  );
}

/** Why there is nothing to list; `undefined` where nothing was found at all. */
export function describeMiss(lookup: Miss, path: string): string | undefined {
  if (lookup.kind === 'absent') return undefined;
  const { source, label } = lookup.origin;
  return source === 'hub' && lookup.kind !== 'malformed'
    ? `${path}: there is nothing of that name here. ${lookup.message}`
    : `${label}: ${lookup.message}`;
}

/** Says of a copy that could not be compared with what it is a copy of how old it is. */
export async function noteAge(origin: Origin, complaints: Complaints): Promise<void> {
  const { label, fetchedAt, unreachable } = origin;
  if (unreachable === undefined || fetchedAt === undefined) return;
  const when = new Date(fetchedAt).toISOString().slice(0, 16).replace('T', ' ');
  await complaints.note(`${label}: as it was on ${when} UTC. ${unreachable}`);
}
