export interface ZipFaults {
  /** Sizes and offsets as 64-bit numbers in the extra field. */
  readonly isWide?: boolean;
  readonly method?: number;
  /** Of each member, instead of its true size. */
  readonly claimedBytes?: number;
  /** Of each member's own header, instead of its true place. */
  readonly claimedOffset?: number;
}

/** A zip archive of stored members, be it right or wrong. */
export function zip(members: Readonly<Record<string, Buffer>>, faults: ZipFaults = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, data] of Object.entries(members)) {
    const local = localHeader(name, data.length);
    directory.push(directoryEntry(name, data.length, offset, faults));
    parts.push(local, data);
    offset += local.length + data.length;
  }
  const entries = Buffer.concat(directory);
  return Buffer.concat([
    ...parts,
    entries,
    ...ends(entries.length, offset, faults.isWide ?? false),
  ]);
}

function localHeader(name: string, bytes: number): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50);
  header.writeUInt32LE(bytes, 18);
  header.writeUInt32LE(bytes, 22);
  header.writeUInt16LE(name.length, 26);
  // PyTorch pads here, so that tensors are aligned.
  header.writeUInt16LE(8, 28);
  return Buffer.concat([header, Buffer.from(name), Buffer.from('FB\x04\x00ZZZZ')]);
}

function directoryEntry(name: string, bytes: number, offset: number, faults: ZipFaults): Buffer {
  const entry = Buffer.alloc(46);
  const [size, place] = [faults.claimedBytes ?? bytes, faults.claimedOffset ?? offset];
  entry.writeUInt32LE(0x02014b50);
  entry.writeUInt16LE(faults.method ?? 0, 10);
  entry.writeUInt32LE(faults.isWide ? 0xffffffff : size, 20);
  entry.writeUInt32LE(faults.isWide ? 0xffffffff : size, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt16LE(faults.isWide ? 28 : 0, 30);
  entry.writeUInt32LE(faults.isWide ? 0xffffffff : place, 42);
  const extra = Buffer.alloc(28);
  extra.writeUInt16LE(1);
  extra.writeUInt16LE(24, 2);
  extra.writeBigUInt64LE(BigInt(size), 4);
  extra.writeBigUInt64LE(BigInt(size), 12);
  extra.writeBigUInt64LE(BigInt(place), 20);
  return Buffer.concat([entry, Buffer.from(name), faults.isWide ? extra : Buffer.alloc(0)]);
}

function ends(bytes: number, offset: number, isWide: boolean): readonly Buffer[] {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt32LE(isWide ? 0xffffffff : bytes, 12);
  end.writeUInt32LE(isWide ? 0xffffffff : offset, 16);
  if (!isWide) {
    return [end];
  }
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50);
  end64.writeBigUInt64LE(BigInt(bytes), 40);
  end64.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50);
  locator.writeBigUInt64LE(BigInt(offset + bytes), 8);
  return [end64, locator, end];
}
