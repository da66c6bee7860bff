import { basename, dirname, resolve } from 'node:path';
import type { Miss, Origin } from '../dataset/lookup.ts';
import { createCacheSource } from '../sources/cache-source.ts';
import type { FileSystem } from '../sources/file-system.ts';
import { firstThatKnows } from '../sources/first-that-knows.ts';
import { createNamedSource } from '../sources/named-source.ts';
import type { DatasetSource, TemplateLocation } from '../sources/source.ts';
import { UsageError } from './arguments.ts';
import type { CliContext } from './command.ts';
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

/** The dataset that the arguments name, and where it comes from. */
export interface NamedDataset {
  readonly source: DatasetSource;
  readonly location: TemplateLocation;
}

/**
 * What is at the path; where no such path is, what the caches of the Hugging Face libraries have under that name, else
 * what the Hub knows. A path that is there is never sent to it.
 */
export async function findNamedDataset(
  context: CliContext,
  { path, subset }: { readonly path: string; readonly subset: string | null },
): Promise<NamedDataset> {
  if (await isThere(context.fileSystem, path)) {
    const source = createNamedSource(context, { source: 'named', path });
    return { source, location: { dataset: path, subset } };
  }
  const source = firstThatKnows([createCacheSource(context, context.caches), context.hub.source]);
  // The place of a file in this folder: so a name that begins with a folder of it is known for a path.
  return { source, location: { path: 'templates.yaml', dataset: path, subset } };
}

async function isThere(fileSystem: FileSystem, path: string): Promise<boolean> {
  const whole = resolve(path);
  const entries = await fileSystem.list(dirname(whole)).catch(() => []);
  return dirname(whole) === whole || entries.some(({ name }) => name === basename(whole));
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
