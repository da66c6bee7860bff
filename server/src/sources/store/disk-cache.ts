import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { type CacheEntry, decodeEntry, encodeEntry } from './cache-entry.ts';
import type { CacheFile, CacheFiles } from './cache-files.ts';

/** Answers kept between sessions. It only ever helps: a cache that cannot be read or written holds nothing. */
export interface DiskCache {
  read(key: string): Promise<CacheEntry | undefined>;
  write(entry: CacheEntry): Promise<void>;
  remove(key: string): Promise<void>;
}

export interface DiskCacheOptions {
  readonly files: CacheFiles;
  readonly folder: string;
  readonly clock: Clock;
  /** What was not used for longest goes when there is more. */
  maxBytes(): number;
  /** A name that no other writer uses, in another process either. */
  newName(): string;
}

/** After a sweep so much of the limit is in use, so that not every write sweeps. */
const filledAfterSweep = 0.8;
/** A half-written file this old was left by a crash. */
const strayAfterMs = 60 * 60 * 1000;

/**
 * One file for each answer, named after the hash of its key. A file is written beside its place and then moved there,
 * so that a reader, here or in another window, sees a whole one or none; each carries a checksum all the same, because
 * power may fail.
 */
export function createDiskCache(options: DiskCacheOptions): DiskCache {
  const { files, folder, clock, newName } = options;
  /** As far as this process knows; other windows write as well, so a sweep counts anew. */
  let knownBytes: number | undefined;
  let sweeping: Promise<void> | undefined;

  async function sweep(): Promise<void> {
    const limit = options.maxBytes();
    const all = await files.list(folder).catch(() => []);
    const strays = all.filter(
      ({ path, usedAt }) => isStray(path) && usedAt < clock.now() - strayAfterMs,
    );
    const kept = all.filter(({ path }) => !isStray(path));
    const { surplus, rest } = chooseSurplus(kept, limit);
    for (const { path } of [...strays, ...surplus]) await files.remove(path).catch(() => undefined);
    knownBytes = rest;
  }

  async function account(bytes: number): Promise<void> {
    if (knownBytes !== undefined) knownBytes += bytes;
    if (knownBytes !== undefined && knownBytes <= options.maxBytes()) return;
    sweeping ??= sweep().finally(() => {
      sweeping = undefined;
    });
    await sweeping;
  }

  return {
    async read(key) {
      const path = pathOf(folder, key);
      const bytes = await files.read(path).catch(() => undefined);
      if (bytes === undefined) return undefined;
      const entry = decodeEntry(bytes, key);
      if (entry === undefined) await files.remove(path).catch(() => undefined);
      else await files.touch(path, clock.now()).catch(() => undefined);
      return entry;
    },
    async write(entry) {
      const bytes = encodeEntry(entry);
      if (bytes.length > options.maxBytes()) return;
      const path = pathOf(folder, entry.key);
      const draft = `${path}.${newName()}.part`;
      try {
        await files.write(draft, bytes);
        await files.rename(draft, path);
        await account(bytes.length);
      } catch {
        await files.remove(draft).catch(() => undefined);
      }
    },
    remove: (key) => files.remove(pathOf(folder, key)).catch(() => undefined),
  };
}

function pathOf(folder: string, key: string): string {
  const name = createHash('sha256').update(key).digest('hex');
  return join(folder, name.slice(0, 2), name.slice(2));
}

function isStray(path: string): boolean {
  return path.endsWith('.part');
}

/** The files that go, and how many bytes are left without them. */
function chooseSurplus(files: readonly CacheFile[], limit: number) {
  let rest = files.reduce((sum, { size }) => sum + size, 0);
  const surplus: CacheFile[] = [];
  if (rest <= limit) return { surplus, rest };
  for (const file of [...files].sort((a, b) => a.usedAt - b.usedAt)) {
    if (rest <= limit * filledAfterSweep) break;
    rest -= file.size;
    surplus.push(file);
  }
  return { surplus, rest };
}
