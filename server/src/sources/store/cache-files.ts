import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What the disk cache needs of a disk. Rejects as `node:fs/promises` does. */
export interface CacheFiles {
  read(path: string): Promise<Uint8Array>;
  /** Makes the folders on the way. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** In one step, over a file that is there. */
  rename(from: string, to: string): Promise<void>;
  /** It is no error where nothing is. */
  remove(path: string): Promise<void>;
  /** Marks it as used now. */
  touch(path: string, nowMs: number): Promise<void>;
  /** All files below, with size in bytes and time of last use in ms. */
  list(folder: string): Promise<readonly CacheFile[]>;
}

export interface CacheFile {
  readonly path: string;
  readonly size: number;
  readonly usedAt: number;
}

/** Readable by the user alone: rows of a gated dataset are not for everybody on the machine. */
const [ownFolder, ownFile] = [0o700, 0o600];

export const nodeCacheFiles: CacheFiles = {
  read: (path) => readFile(path),
  async write(path, bytes) {
    await mkdir(dirname(path), { recursive: true, mode: ownFolder });
    await writeFile(path, bytes, { mode: ownFile, flush: true });
  },
  rename,
  remove: (path) => rm(path, { recursive: true, force: true }),
  touch: (path, nowMs) => utimes(path, nowMs / 1000, nowMs / 1000),
  async list(folder) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    const found = await Promise.all(
      files.map((file) => describe(join(file.parentPath, file.name))),
    );
    return found.filter((file) => file !== undefined);
  },
};

/** Another window may have removed it meanwhile. */
async function describe(path: string): Promise<CacheFile | undefined> {
  const about = await stat(path).catch(() => undefined);
  return about && { path, size: about.size, usedAt: about.mtimeMs };
}
