import { type FileHandle, open, readdir, readFile, stat } from 'node:fs/promises';

/** What sources need of a disk; paths are as the caller gave them. Rejects as `node:fs/promises` does. */
export interface FileSystem {
  /** Rejects a file of more bytes than `atMost`, unread. */
  read(path: string, atMost?: number): Promise<Uint8Array>;
  list(folder: string): Promise<readonly FolderEntry[]>;
  /** When the content was last written, in milliseconds since 1970. */
  modifiedAt(path: string): Promise<number>;
}

export interface FolderEntry {
  readonly name: string;
  /** A link counts as what it is, not as what it points at. */
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

export const nodeFileSystem: FileSystem = {
  async read(path, atMost = Number.POSITIVE_INFINITY) {
    if (!Number.isFinite(atMost)) return readFile(path);
    const handle = await open(path);
    try {
      return await readAtMost(handle, atMost);
    } finally {
      await handle.close();
    }
  },
  async list(folder) {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.map((entry) => ({
      name: entry.name,
      kind: entry.isFile()
        ? 'file'
        : entry.isDirectory()
          ? 'folder'
          : entry.isSymbolicLink()
            ? 'link'
            : 'other',
    }));
  },
  modifiedAt: async (path) => Math.round((await stat(path)).mtimeMs),
};

/** Most files are small, and each call of the system is a way to another thread and back. */
const firstBytes = 16 * 1024;

async function readAtMost(handle: FileHandle, atMost: number): Promise<Uint8Array> {
  const first = Buffer.allocUnsafe(firstBytes);
  const { bytesRead } = await handle.read(first, 0, firstBytes, 0);
  const isWhole = bytesRead < firstBytes;
  const size = isWhole ? bytesRead : (await handle.stat()).size;
  if (size > atMost) throw new Error(`it is larger than ${Math.floor(atMost / 2 ** 20)} MB`);
  return isWhole ? first.subarray(0, bytesRead) : handle.readFile();
}

/** Why a file could not be read, as the end of a sentence. */
export function describeReadError(error: unknown): string {
  switch (errorCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file';
    case 'EACCES':
    case 'EPERM':
      return 'it may not be read by this user';
    case 'EISDIR':
      return 'it is a folder';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

/** Why a folder could not be listed, as the end of a sentence. */
export function describeFolderError(error: unknown): string {
  switch (errorCode(error)) {
    case 'ENOENT':
      return 'there is no such folder';
    case 'ENOTDIR':
      return 'it is no folder';
    default:
      return describeReadError(error);
  }
}

/** Whether the error says that nothing is there, rather than that it cannot be read. */
export function isAbsence(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

function errorCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
