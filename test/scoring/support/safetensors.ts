import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** The bytes of a safetensors file with that header, be it right or wrong. */
export function safetensors(header: unknown, dataBytes: number): Buffer {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, Buffer.alloc(dataBytes)]);
}

/** A file that is removed with the test. */
export function writeTemporary(context: TestContext, name: string, bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'p3-weights-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** A tensor as a header describes it. */
export interface HeaderEntry {
  dtype: string;
  shape: number[];
  data_offsets: [number, number];
}

/** Rewrites a file's header; the tensors' bytes stay as they are, `padding` bytes further back. */
export function editHeader(
  path: string,
  edit: (header: Record<string, HeaderEntry>) => void,
  padding = 0,
): void {
  const bytes = readFileSync(path);
  const end = 8 + Number(bytes.readBigUInt64LE(0));
  const header = JSON.parse(bytes.toString('utf8', 8, end));
  edit(header);
  const text = JSON.stringify(header) + ' '.repeat(padding);
  writeFileSync(path, Buffer.concat([safetensors(text, 0), bytes.subarray(end)]));
}
