import { open, stat } from 'node:fs/promises';

/** A file that is read piece by piece, wherever it is. */
export interface ByteFile {
  readonly path: string;
  readonly size: number;
  /** So many bytes from the offset on, fewer only at the end of the file. */
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Rejects as `node:fs/promises` does. */
export async function openByteFile(path: string): Promise<ByteFile> {
  const handle = await open(path, 'r');
  const { size } = await handle.stat();
  return {
    path,
    size,
    async read(offset, length) {
      const wanted = Math.max(0, Math.min(length, size - offset));
      const bytes = new Uint8Array(wanted);
      let filled = 0;
      while (filled < wanted) {
        const { bytesRead } = await handle.read(bytes, filled, wanted - filled, offset + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return filled === wanted ? bytes : bytes.subarray(0, filled);
    },
    close: () => handle.close(),
  };
}

/** Changes whenever the content of the file may have changed. */
export async function fingerprintOf(path: string): Promise<string> {
  const { size, mtimeMs, ino } = await stat(path);
  return `${size}:${mtimeMs}:${ino}`;
}
