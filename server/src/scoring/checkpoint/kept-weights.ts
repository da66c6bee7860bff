/** Weights that were made or copied once are gigabytes: a month after their last use they go. */
import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';

/** In the name of what is still being written. */
export const PART = 'part-';

const DAY_MS = 24 * 60 * 60 * 1000;
const UNUSED_MS = 30 * DAY_MS;

/** Removes what was not used for a month, and after a day what a process left that was killed at it. */
export async function dropUnused(folder: string, now = Date.now()): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    const kept = name.includes(PART) ? DAY_MS : UNUSED_MS;
    if (found === undefined || now - found.mtimeMs <= kept) continue;
    // What another process reads cannot be removed everywhere.
    await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}

/** A folder that may only be read keeps its times. */
export async function markUsed(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => {});
}
