import { createGunzip } from 'node:zlib';
import { Decompress as ZstdStream } from 'fzstd';
import type { ByteFile } from './byte-file.ts';
import { type Compression, TableProblem } from './table.ts';

/** The unpacked bytes of a text file. */
export interface TextSource {
  /** Whether reading from a place on costs no more than from the beginning. */
  readonly canSeek: boolean;
  readonly isSmall: boolean;
  chunks(from: number): AsyncIterable<Uint8Array>;
}

const chunkBytes = 1024 * 1024;
const smallBytes = 8 * 1024 * 1024;
/** So much unpacked text is kept, so that pages of small packed files are found at once. */
const keptBytes = 64 * 1024 * 1024;

export async function openTextSource(
  file: ByteFile,
  compression: Compression,
): Promise<TextSource> {
  if (compression === 'none') {
    const isSmall = file.size <= smallBytes;
    return { canSeek: true, isSmall, chunks: (from) => readFrom(file, from) };
  }
  const unpack = compression === 'gzip' ? gunzip : unzstd;
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of unpack(readFrom(file, 0))) {
    kept.push(chunk);
    size += chunk.length;
    if (size > keptBytes) {
      return {
        canSeek: false,
        isSmall: false,
        chunks: (from) => skip(unpack(readFrom(file, 0)), from),
      };
    }
  }
  const bytes = Buffer.concat(kept);
  return {
    canSeek: true,
    isSmall: true,
    async *chunks(from) {
      yield bytes.subarray(from);
    },
  };
}

async function* readFrom(file: ByteFile, from: number): AsyncGenerator<Uint8Array> {
  let length = 64 * 1024;
  for (let offset = from; offset < file.size; ) {
    const bytes = await file.read(offset, length);
    if (bytes.length === 0) return;
    yield bytes;
    offset += bytes.length;
    // The first page is small; who reads on reads much.
    length = Math.min(2 * length, chunkBytes);
  }
}

async function* gunzip(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stream = createGunzip();
  void feed(stream, packed);
  try {
    yield* stream;
  } catch (error) {
    throw damaged('gzip', error);
  } finally {
    stream.destroy();
  }
}

async function feed(
  stream: ReturnType<typeof createGunzip>,
  packed: AsyncIterable<Uint8Array>,
): Promise<void> {
  try {
    for await (const chunk of packed) {
      if (stream.destroyed) return;
      if (!stream.write(chunk))
        await new Promise((resolve) => stream.once('drain', resolve).once('close', resolve));
    }
    stream.end();
  } catch (error) {
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

async function* unzstd(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const unpacked: Uint8Array[] = [];
  const stream = new ZstdStream((chunk) => unpacked.push(chunk.slice()));
  try {
    for await (const chunk of packed) {
      stream.push(chunk);
      yield* unpacked.splice(0);
    }
    stream.push(new Uint8Array(0), true);
  } catch (error) {
    throw damaged('zstd', error);
  }
  yield* unpacked.splice(0);
}

function damaged(what: string, error: unknown): TableProblem {
  const reason = error instanceof Error ? error.message : String(error);
  return new TableProblem(`The ${what} file is damaged: ${reason}.`);
}

async function* skip(chunks: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let rest = count;
  for await (const chunk of chunks) {
    if (rest < chunk.length) yield chunk.subarray(rest);
    rest = Math.max(0, rest - chunk.length);
  }
}
