import type { Compressors } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

/** How pages of Parquet are unpacked. */
export const pageDecompressors: Compressors = Object.fromEntries(
  Object.entries(compressors).map(([codec, unpack]) => [
    codec,
    // What nothing was packed into is no block of LZ4 that the package reads.
    (input: Uint8Array, length: number) =>
      length === 0 ? new Uint8Array(0) : (unpack?.(input, length) ?? input),
  ]),
);
