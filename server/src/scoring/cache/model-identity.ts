import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const BLOCK_BYTES = 16 * 1024;
const BLOCKS = 16;
const HEAD_BYTES = 256 * 1024;

/** Small enough to be read as a whole: configurations, tokenizers and the like. */
const SMALL_BYTES = 8 * 2 ** 20;

/** What tells of a model, and does not make it. */
const IGNORED = /^\.|^(?:README|LICENSE|NOTICE)\b|\.(?:md|txt|msgpack|h5)$/i;

/**
 * A hash that tells models apart: small files as a whole; of large ones name, size, time, the beginning and some blocks,
 * since to read 44 GB would take minutes.
 */
export async function identifyModel(folders: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of folders) {
    for (const name of (await readdir(folder)).sort()) {
      if (IGNORED.test(name)) continue;
      const path = join(folder, name);
      const found = await stat(path).catch(() => undefined);
      if (found?.isFile()) {
        hash.update(`${name}\0${found.size}\0`);
        await addContent(hash, path, found);
      }
    }
  }
  return hash.digest('hex');
}

async function addContent(
  hash: Hash,
  path: string,
  { size, mtimeMs }: { readonly size: number; readonly mtimeMs: number },
): Promise<void> {
  const file = await open(path, 'r');
  try {
    if (size <= SMALL_BYTES) {
      hash.update(await file.readFile());
      return;
    }
    hash.update(`${mtimeMs}`);
    hash.update(await readBlock(file, 0, HEAD_BYTES));
    for (let block = 1; block <= BLOCKS; block++) {
      const start = Math.floor(((size - BLOCK_BYTES) * block) / BLOCKS);
      hash.update(await readBlock(file, start, BLOCK_BYTES));
    }
  } finally {
    await file.close();
  }
}

async function readBlock(file: FileHandle, start: number, bytes: number): Promise<Buffer> {
  const block = Buffer.alloc(bytes);
  const { bytesRead } = await file.read(block, 0, bytes, start);
  return block.subarray(0, bytesRead);
}
