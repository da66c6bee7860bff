import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RECORD_BYTES } from './score-records.ts';

export const SCORES_ENDING = '.scores';

/**
 * Keeps the files of a folder within `maxBytes`: the longest unused ones go; where the one in use is too large by
 * itself, its older half goes.
 */
export async function trimCache(folder: string, maxBytes: number, inUse: string): Promise<void> {
  const files = await listFiles(folder);
  let total = files.reduce((sum, { size }) => sum + size, 0);
  for (const { path, size } of files.sort((a, b) => a.mtimeMs - b.mtimeMs)) {
    if (total <= maxBytes) return;
    if (path !== inUse) {
      await rm(path, { force: true });
      total -= size;
    }
  }
  if (total > maxBytes) {
    await keepNewest(inUse, Math.floor(maxBytes / 2));
  }
}

async function listFiles(folder: string) {
  const names = await readdir(folder).catch(() => []);
  const paths = names.filter((name) => name.endsWith(SCORES_ENDING)).map((it) => join(folder, it));
  const found = await Promise.all(
    paths.map(async (path) => {
      const stats = await stat(path).catch(() => undefined);
      return stats === undefined ? [] : [{ path, size: stats.size, mtimeMs: stats.mtimeMs }];
    }),
  );
  return found.flat();
}

/** Puts a file of the last records in the place of the whole: no moment at which it is half written. */
async function keepNewest(path: string, bytes: number): Promise<void> {
  const length = bytes - (bytes % RECORD_BYTES);
  const draft = `${path}.${process.pid}.tmp`;
  const from = await open(path, 'r');
  try {
    const { size } = await from.stat();
    const to = await open(draft, 'w');
    try {
      const source = from.createReadStream({ start: Math.max(0, size - length), autoClose: false });
      for await (const chunk of source) await to.write(chunk);
    } finally {
      await to.close();
    }
    await rename(draft, path);
  } finally {
    await from.close();
    await rm(draft, { force: true });
  }
}
