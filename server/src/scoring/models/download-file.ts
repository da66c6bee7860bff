import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import type { Checksum, ModelFile } from './model-files.ts';

export interface DownloadOptions {
  /** Sends what the host may see and follows redirects; rejects where there is no network. */
  readonly fetch: (url: URL, headers: Readonly<Record<string, string>>) => Promise<Response>;
  readonly signal: AbortSignal;
  /** Bytes of this file that are there. */
  readonly onProgress: (bytes: number) => void;
  /** Waits before another attempt. */
  readonly wait: (attempt: number) => Promise<void>;
}

/** A download that cannot be finished; the message is for the user. */
export class DownloadError extends Error {}

/** So often a connection may break without a byte in between. */
const ATTEMPTS = 6;

/**
 * Downloads a file to `target`. What was there of it already, from this run or from one that was broken off, is not
 * asked for again; the file appears under its name once its checksum is right.
 */
export async function downloadFile(
  url: URL,
  file: ModelFile,
  target: string,
  options: DownloadOptions,
): Promise<void> {
  const part = `${target}.part`;
  let failures = 0;
  let have = await sizeOf(part);
  if (have > file.bytes) {
    await rm(part);
    have = 0;
  }
  while (have < file.bytes) {
    const before = have;
    const problem = await fetchRest(url, file, part, have, options);
    have = await sizeOf(part);
    options.signal.throwIfAborted();
    if (problem === undefined) continue;
    failures = have > before ? 1 : failures + 1;
    if (failures >= ATTEMPTS) {
      const message = `\`${file.path}\` cannot be downloaded (${problem}). What is there is kept: download again to go on.`;
      throw new DownloadError(message);
    }
    await options.wait(failures);
  }
  if (file.bytes === 0) await (await open(part, 'w')).close();
  await checkFile(part, file, options.signal);
  await rename(part, target);
}

/** Appends what is missing; answers why it ended early. */
async function fetchRest(
  url: URL,
  file: ModelFile,
  part: string,
  have: number,
  { fetch, signal, onProgress }: DownloadOptions,
): Promise<string | undefined> {
  let response: Response;
  try {
    const headers: Record<string, string> = have > 0 ? { Range: `bytes=${have}-` } : {};
    response = await fetch(url, headers);
  } catch (error) {
    return reasonOf(error);
  }
  const { status, body } = response;
  if ((status !== 200 && status !== 206) || body === null) return refuse(status, file);
  // Always one read ahead: a connection that breaks drops what has come and was not asked for.
  const reader = body.getReader();
  let next = readAhead(reader);
  // A server that does not know ranges sends all of it.
  const out = await open(part, status === 206 ? 'a' : 'w');
  let bytes = status === 206 ? have : 0;
  try {
    for (let read = await next; !read.done && bytes <= file.bytes; read = await next) {
      signal.throwIfAborted();
      next = readAhead(reader);
      await out.write(read.value);
      bytes += read.value.length;
      onProgress(Math.min(bytes, file.bytes));
    }
  } catch (error) {
    if (isFull(error)) throw new DownloadError(`The disk of \`${part}\` is full.`);
    return reasonOf(error);
  } finally {
    await Promise.allSettled([reader.cancel(), out.close()]);
  }
  return bytes < file.bytes ? 'the connection ended early' : undefined;
}

/** The read that is waited for later; it may fail meanwhile. */
function readAhead<Chunk>(reader: ReadableStreamDefaultReader<Chunk>) {
  const read = reader.read();
  read.catch(() => undefined);
  return read;
}

/** What will not change by trying again ends the download; the rest is tried again. */
function refuse(status: number, { path }: ModelFile): string {
  if (status === 401 || status === 403) {
    throw new DownloadError(
      `\`${path}\` needs a permission (status ${status}): accept the model's terms on the Hub, and set a token with *P3: Set Hub token*.`,
    );
  }
  if (status === 404) throw new DownloadError(`\`${path}\` is not there any more (status 404).`);
  return `the server answers with status ${status}`;
}

async function checkFile(
  part: string,
  { path, bytes, checksum }: ModelFile,
  signal: AbortSignal,
): Promise<void> {
  const hash = startHash(checksum, bytes);
  for await (const chunk of createReadStream(part, { signal })) hash.update(chunk);
  if ((await sizeOf(part)) === bytes && hash.digest('hex') === checksum.hex) return;
  // Nothing tells which bytes are wrong.
  await rm(part);
  throw new DownloadError(`\`${path}\` arrived damaged: its checksum is wrong. Download it again.`);
}

function startHash({ kind }: Checksum, bytes: number): Hash {
  return kind === 'sha256' ? createHash('sha256') : createHash('sha1').update(`blob ${bytes}\0`);
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  return found?.size ?? 0;
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOSPC';
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && cause.message !== '' ? cause.message : error.message;
}
