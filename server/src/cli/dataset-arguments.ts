import { UsageError } from './arguments.ts';

/** Ways to print a list of columns or rows. */
export const listingFormats = ['table', 'json', 'jsonl'] as const;

/** `PATH [SUBSET]`. */
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
