import { type FileHandle, open } from 'node:fs/promises';
import { ModelError } from '../model-error.ts';

/** Opens a file of a model for `use`, and closes it. */
export async function withModelFile<Result>(
  path: string,
  use: (file: FileHandle) => Promise<Result>,
): Promise<Result> {
  const file = await openFile(path);
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ModelError(`\`${path}\` cannot be read: ${reason}.`, { cause: error });
  }
}

/** Fewer bytes at the end of the file. */
export async function readBytes(
  file: FileHandle,
  position: number,
  length: number,
): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, position);
  return bytes.subarray(0, bytesRead);
}
