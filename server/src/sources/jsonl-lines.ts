import type { FileSystem } from './file-system.ts';

/** One line of a file, without its line end. */
export type FileLine =
  | { readonly kind: 'text'; readonly line: number; readonly text: string }
  | { readonly kind: 'problem'; readonly line: number; readonly message: string };

/** A longer line is no row: it is skipped, so that no file can fill the memory. */
const longestLineBytes = 64 * 1024 * 1024;

/** Reads a file line by line (`\n` or `\r\n`, a byte order mark is left out), no further than the caller takes. */
export async function* readLines(fileSystem: FileSystem, path: string): AsyncGenerator<FileLine> {
  const pending = new PendingLine();
  for await (const chunk of fileSystem.readChunks(path)) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      pending.push(chunk.subarray(start, end));
      yield pending.take();
      start = end + 1;
    }
    pending.push(chunk.subarray(start));
  }
  if (!pending.isEmpty()) yield pending.take();
}

const lineFeed = 0x0a;

class PendingLine {
  #pieces: Uint8Array[] = [];
  #size = 0;
  #line = 1;

  push(piece: Uint8Array): void {
    this.#size += piece.length;
    if (this.#size > longestLineBytes) this.#pieces = [];
    else if (piece.length > 0) this.#pieces.push(piece);
  }

  isEmpty(): boolean {
    return this.#size === 0;
  }

  take(): FileLine {
    const bytes = Buffer.concat(this.#pieces);
    const size = this.#size;
    const line = this.#line;
    this.#pieces = [];
    this.#size = 0;
    this.#line += 1;
    if (size > longestLineBytes) {
      return { kind: 'problem', line, message: 'The line is longer than 64 MB.' };
    }
    return decode(bytes, line);
  }
}

function decode(bytes: Uint8Array, line: number): FileLine {
  try {
    // Only the first line may begin with a byte order mark.
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: line > 1 });
    const text = decoder.decode(bytes);
    return { kind: 'text', line, text: text.endsWith('\r') ? text.slice(0, -1) : text };
  } catch {
    const message = `The line is not UTF-8 text: the byte at column ${firstBadByte(bytes) + 1} does not fit.`;
    return { kind: 'problem', line, message };
  }
}

/** Offset of the first byte that no UTF-8 text can hold there. */
function firstBadByte(bytes: Uint8Array): number {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const encoder = new TextEncoder();
  let offset = 0;
  for (const character of text) {
    const expected = encoder.encode(character);
    if (expected.some((byte, index) => bytes[offset + index] !== byte)) return offset;
    offset += expected.length;
  }
  return offset;
}
