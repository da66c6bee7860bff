import { CompressionType, compressionRegistry } from 'apache-arrow';
import { decompress as decompressZstd } from 'fzstd';
import { unpackLz4Frame } from './lz4-frame.ts';

/** The registry is Arrow's own, and where it looks for codecs. */
export function registerCodecs(): void {
  if (compressionRegistry.get(CompressionType.ZSTD) !== null) return;
  compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: unpackLz4Frame });
  compressionRegistry.set(CompressionType.ZSTD, {
    // A copy begins where numbers of 64 bits may begin.
    decode: (data) => decompressZstd(data).slice(),
  });
}

/** How many bytes the packed buffers of a message say that they hold, each in its first 64 bits. */
export function unpackedBytes(message: Uint8Array, buffers: readonly number[]): number {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  return buffers.reduce((sum, offset) => {
    const isWithin = offset + 8 <= message.length;
    return sum + (isWithin ? Math.max(0, Number(view.getBigInt64(offset, true))) : 0);
  }, 0);
}
