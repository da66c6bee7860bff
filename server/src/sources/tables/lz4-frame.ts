import { TableProblem } from './table.ts';

const magic = 0x184d2204;
const hasBlockChecksums = 0x10;
const hasContentSize = 0x08;
const hasDictionary = 0x01;
const isStored = 0x8000_0000;
/** No block grows by more. */
const largestRatio = 255;
const shortestMatch = 4;

interface Block {
  readonly bytes: Uint8Array;
  readonly isPacked: boolean;
}

/** Unpacks a frame of LZ4, as its `lz4_Frame_format.md` describes it; its checksums are not looked at. */
export function unpackLz4Frame(frame: Uint8Array): Uint8Array {
  const { blocks, blockSize } = readFrame(frame);
  const bound = blocks.reduce((sum, { bytes, isPacked }) => {
    return sum + (isPacked ? Math.min(blockSize, bytes.length * largestRatio) : bytes.length);
  }, 0);
  const output = new Uint8Array(bound);
  let length = 0;
  for (const { bytes, isPacked } of blocks) {
    if (isPacked) length = unpackBlock(bytes, output, length);
    else {
      output.set(bytes, length);
      length += bytes.length;
    }
  }
  return output.slice(0, length);
}

function readFrame(frame: Uint8Array) {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (frame.length < 7 || view.getUint32(0, true) !== magic) throw damaged();
  const [flags, descriptor] = [view.getUint8(4), view.getUint8(5)];
  const blockSize = 1 << (8 + 2 * ((descriptor >> 4) & 7));
  const blocks: Block[] = [];
  let offset = 7 + (flags & hasContentSize ? 8 : 0) + (flags & hasDictionary ? 4 : 0);
  for (;;) {
    if (offset + 4 > frame.length) throw damaged();
    const header = view.getUint32(offset, true);
    if (header === 0) return { blocks, blockSize };
    const start = offset + 4;
    const end = start + (header % isStored);
    if (end > frame.length) throw damaged();
    blocks.push({ bytes: frame.subarray(start, end), isPacked: header < isStored });
    offset = end + (flags & hasBlockChecksums ? 4 : 0);
  }
}

/** Gives the end of what was written; a block may repeat what the blocks before it hold. */
function unpackBlock(block: Uint8Array, output: Uint8Array, start: number): number {
  let [from, to] = [0, start];
  while (from < block.length) {
    const token = block[from++] ?? 0;
    const literals = readLength(token >> 4);
    if (from + literals > block.length || to + literals > output.length) throw damaged();
    output.set(block.subarray(from, from + literals), to);
    from += literals;
    to += literals;
    // The last sequence of a block has no match.
    if (from === block.length) break;
    const distance = (block[from] ?? 0) | ((block[from + 1] ?? 0) << 8);
    from += 2;
    const end = to + shortestMatch + readLength(token & 15);
    if (distance === 0 || distance > to || end > output.length) throw damaged();
    for (; to < end; to += 1) output[to] = output[to - distance] ?? 0;
  }
  return to;

  /** A half of the token, and where it is full the bytes that follow. */
  function readLength(nibble: number): number {
    let length = nibble;
    for (let byte = nibble === 15 ? 255 : 0; byte === 255; length += byte)
      byte = block[from++] ?? 0;
    return length;
  }
}

function damaged(): TableProblem {
  return new TableProblem('The Arrow file has data packed with LZ4 that is damaged.');
}
