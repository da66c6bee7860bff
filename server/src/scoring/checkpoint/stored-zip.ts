/** Zip archives: those of `torch.save`, whose members lie raw in the file, and compressed ones, such as NuGet packages. */
import type { FileHandle } from 'node:fs/promises';
import { ModelError } from '../model-error.ts';
import { readBytes } from './read-bytes.ts';

/** Where a member's bytes lie in the archive. */
export interface ZipMember {
  readonly offset: number;
  readonly bytes: number;
}

/** A member of any archive; `bytes` are those that lie in the file. */
export interface PackedMember extends ZipMember {
  readonly isDeflated: boolean;
}

/** The members by name; throws a `ModelError` where one is compressed. */
export async function readStoredZip(
  file: FileHandle,
  path: string,
): Promise<ReadonlyMap<string, ZipMember>> {
  const members = await readZip(file, path);
  for (const [name, { isDeflated }] of members) {
    if (isDeflated) {
      throw damaged(path, `has the compressed member \`${name}\`; PyTorch compresses none`);
    }
  }
  return members;
}

/** The members by name. The archive is not trusted: throws a `ModelError` for one that leads out of the file. */
export async function readZip(
  file: FileHandle,
  path: string,
): Promise<ReadonlyMap<string, PackedMember>> {
  const { size } = await file.stat();
  const directory = await readDirectory(file, path, size);
  const members = new Map<string, PackedMember>();
  for (const entry of parseDirectory(directory, path)) {
    const { isDeflated } = entry;
    members.set(entry.name, { ...(await locate(file, path, size, entry)), isDeflated });
  }
  return members;
}

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const LOCATOR_SIGNATURE = 0x07064b50;
const LOCATOR_BYTES = 20;
const END_64_SIGNATURE = 0x06064b50;
const END_64_BYTES = 56;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;
/** A 32-bit number that is not this one counts; else it stands in the zip64 extra field. */
const IN_EXTRA = 0xffffffff;
/** A checkpoint has some thousands of members of under 200 bytes each. */
const MAX_DIRECTORY_BYTES = 50_000_000;

async function readDirectory(file: FileHandle, path: string, size: number): Promise<Buffer> {
  const tailLength = Math.min(size, END_BYTES + LOCATOR_BYTES + 0xffff);
  const tail = await readBytes(file, size - tailLength, tailLength);
  const end = findEnd(tail);
  if (end < 0) {
    throw damaged(path, 'has no directory of a zip archive at its end: it may be cut off');
  }
  let bytes = tail.readUInt32LE(end + 12);
  let offset = tail.readUInt32LE(end + 16);
  const locator = end - LOCATOR_BYTES;
  if (locator >= 0 && tail.readUInt32LE(locator) === LOCATOR_SIGNATURE) {
    const position = toNumber(tail.readBigUInt64LE(locator + 8), path);
    const end64 = await readBytes(file, position, END_64_BYTES);
    if (end64.length < END_64_BYTES || end64.readUInt32LE(0) !== END_64_SIGNATURE) {
      throw damaged(path, 'has a damaged zip64 directory');
    }
    bytes = toNumber(end64.readBigUInt64LE(40), path);
    offset = toNumber(end64.readBigUInt64LE(48), path);
  }
  if (offset + bytes > size || bytes > MAX_DIRECTORY_BYTES) {
    throw damaged(path, 'has a zip directory that is not inside the file');
  }
  return await readBytes(file, offset, bytes);
}

function findEnd(tail: Buffer): number {
  for (let position = tail.length - END_BYTES; position >= 0; position--) {
    if (tail.readUInt32LE(position) === END_SIGNATURE) {
      return position;
    }
  }
  return -1;
}

interface DirectoryEntry {
  readonly name: string;
  readonly headerOffset: number;
  readonly bytes: number;
  readonly isDeflated: boolean;
}

function parseDirectory(directory: Buffer, path: string): readonly DirectoryEntry[] {
  const entries: DirectoryEntry[] = [];
  let position = 0;
  while (position < directory.length) {
    if (
      position + ENTRY_BYTES > directory.length ||
      directory.readUInt32LE(position) !== ENTRY_SIGNATURE
    ) {
      throw damaged(path, 'has a damaged zip directory');
    }
    const nameEnd = position + ENTRY_BYTES + directory.readUInt16LE(position + 28);
    const extraEnd = nameEnd + directory.readUInt16LE(position + 30);
    const name = directory.toString('utf8', position + ENTRY_BYTES, nameEnd);
    const method = directory.readUInt16LE(position + 10);
    if (method !== STORED && method !== DEFLATED) {
      throw damaged(path, `has the member \`${name}\`, which is compressed in an unknown way`);
    }
    const wide = readWideSizes(directory.subarray(nameEnd, extraEnd));
    const read = (at: number) => {
      const value = directory.readUInt32LE(position + at);
      return value === IN_EXTRA ? toNumber(wide.shift() ?? -1n, path) : value;
    };
    // Unpacked and packed sizes, in this order.
    read(24);
    const bytes = read(20);
    entries.push({ name, bytes, headerOffset: read(42), isDeflated: method === DEFLATED });
    position = extraEnd + directory.readUInt16LE(position + 32);
  }
  return entries;
}

/** The 64-bit numbers of the zip64 extra field: only those that did not fit in 32 bits, in a fixed order. */
function readWideSizes(extra: Buffer): bigint[] {
  let position = 0;
  while (position + 4 <= extra.length) {
    const [id, bytes] = [extra.readUInt16LE(position), extra.readUInt16LE(position + 2)];
    if (id === 1) {
      const field = extra.subarray(position + 4, position + 4 + bytes);
      const count = Math.floor(field.length / 8);
      return Array.from({ length: count }, (_, index) => field.readBigUInt64LE(8 * index));
    }
    position += 4 + bytes;
  }
  return [];
}

/** A member's bytes follow its own header, whose length only that header says. */
async function locate(
  file: FileHandle,
  path: string,
  size: number,
  { name, headerOffset, bytes }: DirectoryEntry,
): Promise<ZipMember> {
  const header = await readBytes(file, headerOffset, LOCAL_BYTES);
  if (header.length < LOCAL_BYTES || header.readUInt32LE(0) !== LOCAL_SIGNATURE) {
    throw damaged(path, `has no header for its member \`${name}\``);
  }
  const offset = headerOffset + LOCAL_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (offset + bytes > size) {
    throw damaged(path, `has the member \`${name}\`, which ends beyond the end of the file`);
  }
  return { offset, bytes };
}

function toNumber(value: bigint, path: string): number {
  if (value < 0n || value > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw damaged(path, 'has a zip directory with impossible sizes');
  }
  return Number(value);
}

function damaged(path: string, what: string): ModelError {
  return new ModelError(`\`${path}\` ${what}. Download it again.`);
}
