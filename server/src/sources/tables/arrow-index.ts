import { Message } from 'apache-arrow';
import type { ByteFile } from './byte-file.ts';
import { TableProblem } from './table.ts';

/** Where the parts of an Arrow file are. */
export interface ArrowIndex {
  /** The schema and the dictionaries, without which no batch can be read. */
  readonly head: readonly Uint8Array[];
  readonly batches: readonly ArrowBatch[];
}

export interface ArrowBatch {
  readonly start: number;
  readonly end: number;
  readonly rowCount: number;
  /** Where its packed buffers begin, counted from its start. */
  readonly packed: readonly number[];
}

const magic = 'ARROW1';
/** Most descriptions of a message are shorter, so that one read does. */
const usualMetadataBytes = 4096;
const largestMetadataBytes = 64 * 1024 * 1024;
const largestDictionaryBytes = 256 * 1024 * 1024;

/** Finds the messages of a stream; the file form is a stream between a magic word and a table of contents. */
export async function indexArrow(file: ByteFile): Promise<ArrowIndex> {
  const head: Uint8Array[] = [];
  const batches: ArrowBatch[] = [];
  const opening = new TextDecoder('latin1').decode(await file.read(0, magic.length));
  if (opening.startsWith('FEA1')) {
    throw new TableProblem(
      'The file is Feather of version 1, which is not read: write it anew with `pyarrow.feather.write_feather`.',
    );
  }
  let offset = opening === magic ? 8 : 0;
  for (;;) {
    const found = await readMessage(file, offset);
    if (found === undefined) break;
    const { message, end } = found;
    if (end > file.size) {
      throw new TableProblem(
        'The Arrow file ends in the middle: it was not written or copied to its end.',
      );
    }
    if (message.isRecordBatch()) {
      const { length, compression, buffers } = message.header();
      const body = end - message.bodyLength - offset;
      const filled = compression === null ? [] : buffers.filter((buffer) => buffer.length > 0);
      const packed = filled.map((buffer) => body + buffer.offset);
      batches.push({ start: offset, end, rowCount: length, packed });
    } else {
      if (end - offset > largestDictionaryBytes) {
        throw new TableProblem(
          `The Arrow file has a dictionary of ${end - offset} bytes, which is too large.`,
        );
      }
      head.push(await file.read(offset, end - offset));
    }
    offset = end;
  }
  if (head.length === 0) throw new TableProblem('The file is no Arrow file.');
  return { head, batches };
}

/** The message at an offset, and where it ends; `undefined` at the end of the stream. */
async function readMessage(file: ByteFile, offset: number) {
  if (offset >= file.size) return undefined;
  const start = await file.read(offset, 8 + usualMetadataBytes);
  if (start.length < 8) return undefined;
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  // Before Arrow 0.15 no marker stood before the length.
  const isMarked = view.getInt32(0, true) === -1;
  const length = view.getInt32(isMarked ? 4 : 0, true);
  if (length === 0) return undefined;
  if (length < 0 || length > Math.min(largestMetadataBytes, file.size)) {
    throw new TableProblem('The file is no Arrow file, or is damaged.');
  }
  const from = isMarked ? 8 : 4;
  const metadata =
    from + length <= start.length
      ? start.subarray(from, from + length)
      : await file.read(offset + from, length);
  const message = Message.decode(metadata);
  const { bodyLength } = message;
  if (!(bodyLength >= 0)) throw new TableProblem('The Arrow file is damaged.');
  return { message, end: offset + from + length + bodyLength };
}
