import { createHash } from 'node:crypto';

/** Something fetched, as it is kept on disk. */
export interface CacheEntry {
  /** What it is the answer to. */
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly fetchedAt: number;
  readonly etag: string | null;
  readonly revision: string | null;
  readonly body: Uint8Array;
}

const mark = 'p3-cache 1';
const newline = 0x0a;

/** A line of format, a line of JSON about the body with its checksum, then the body. */
export function encodeEntry({ body, ...about }: CacheEntry): Uint8Array {
  const header = JSON.stringify({ ...about, length: body.length, sha256: checksum(body) });
  return Buffer.concat([Buffer.from(`${mark}\n${header}\n`), body]);
}

/** `undefined` for a file that is cut, altered, of another format or the answer to something else. */
export function decodeEntry(bytes: Uint8Array, key: string): CacheEntry | undefined {
  const start = mark.length + 1;
  const end = bytes.indexOf(newline, start);
  if (end === -1 || Buffer.from(bytes.subarray(0, start)).toString() !== `${mark}\n`)
    return undefined;
  const header = parseHeader(Buffer.from(bytes.subarray(start, end)).toString());
  const body = bytes.subarray(end + 1);
  if (header === undefined || header.key !== key) return undefined;
  if (header.length !== body.length || header.sha256 !== checksum(body)) return undefined;
  const { fetchedAt, etag, revision } = header;
  return { key, fetchedAt, etag, revision, body };
}

interface Header extends Omit<CacheEntry, 'body'> {
  readonly length: number;
  readonly sha256: string;
}

function parseHeader(text: string): Header | undefined {
  try {
    const json: Partial<Header> | null = JSON.parse(text);
    return typeof json?.key === 'string' && typeof json.fetchedAt === 'number'
      ? {
          key: json.key,
          fetchedAt: json.fetchedAt,
          etag: json.etag ?? null,
          revision: json.revision ?? null,
          length: json.length ?? -1,
          sha256: json.sha256 ?? '',
        }
      : undefined;
  } catch {
    return undefined;
  }
}

function checksum(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}
