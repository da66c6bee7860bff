import { readFile } from 'node:fs/promises';

const DYNAMIC_SEGMENT = 2;
const NEEDED = 1n;
const STRING_TABLE = 5n;
const SEGMENT_BYTES = 56;
const ENTRY_BYTES = 16;

/**
 * The libraries that a 64-bit ELF library asks the loader for (`DT_NEEDED`), so that what is missing can be told before
 * the loader fails. None for a file that is no such library.
 */
export async function neededLibraries(path: string): Promise<readonly string[]> {
  const file = await readFile(path);
  try {
    return readNeeded(file);
  } catch {
    // Offsets that lead out of the file: it is cut off or something else.
    return [];
  }
}

function readNeeded(file: Buffer): readonly string[] {
  const isElf64 = file.toString('latin1', 0, 4) === '\x7fELF' && file[4] === 2 && file[5] === 1;
  if (!isElf64) return [];
  const segments = readSegments(file);
  const dynamic = segments.find(({ type }) => type === DYNAMIC_SEGMENT);
  if (dynamic === undefined) return [];
  const names: bigint[] = [];
  let table = 0n;
  for (let at = dynamic.offset; at < dynamic.offset + dynamic.bytes; at += ENTRY_BYTES) {
    const [tag, value] = [file.readBigInt64LE(at), file.readBigUInt64LE(at + 8)];
    if (tag === NEEDED) names.push(value);
    if (tag === STRING_TABLE) table = value;
  }
  // The table is told by its address in memory.
  const holder = segments.find(
    ({ type, address, bytes }) => type === 1 && address <= table && table < address + BigInt(bytes),
  );
  if (holder === undefined) return [];
  const start = holder.offset + Number(table - holder.address);
  return names.map((name) => {
    const from = start + Number(name);
    return file.toString('latin1', from, file.indexOf(0, from));
  });
}

function readSegments(file: Buffer) {
  const start = Number(file.readBigUInt64LE(32));
  const count = file.readUInt16LE(56);
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * SEGMENT_BYTES;
    return {
      type: file.readUInt32LE(at),
      offset: Number(file.readBigUInt64LE(at + 8)),
      address: file.readBigUInt64LE(at + 16),
      bytes: Number(file.readBigUInt64LE(at + 32)),
    };
  });
}
