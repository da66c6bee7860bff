import { describeReadError, type FileSystem } from '../sources/file-system.ts';
import { LineIndex } from '../text/line-index.ts';

export type TextFile = { readonly kind: 'text'; readonly text: string } | Unreadable;

export interface Unreadable {
  readonly kind: 'unreadable';
  /** A sentence that begins with the path. */
  readonly message: string;
}

/** Reads a UTF-8 file; a byte order mark is left out. */
export async function readTextFile(fileSystem: FileSystem, path: string): Promise<TextFile> {
  let bytes: Uint8Array;
  try {
    bytes = await fileSystem.read(path);
  } catch (error) {
    const message = `${path}: the file cannot be read: ${describeReadError(error)}.`;
    return { kind: 'unreadable', message };
  }
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { kind: 'unreadable', message: `${path}: the file is not UTF-8 text${placeOf(bytes)}.` };
  }
}

/** Where the first bytes stand that are no text. */
function placeOf(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8').decode(bytes);
  const offset = text.indexOf('\ufffd');
  if (offset < 0) return '';
  const { line, character } = new LineIndex(text).positionAt(offset);
  return ` at line ${line + 1}, column ${character + 1}`;
}
