/** The arithmetic of quantization: float32 rows to integers and scales. */
import { BLOCK_SIZE } from './quantized-tensors.ts';

/** The scale of the whole row and its values in −127…127; 0 stays 0. */
export function quantizeRow(row: Float32Array, values: Int8Array): number {
  const largest = largestMagnitude(row);
  const scale = largest === 0 ? 1 : Math.fround(largest / 127);
  for (let index = 0; index < row.length; index++) {
    values[index] = Math.round((row[index] ?? 0) / scale);
  }
  return scale;
}

/** NaN where one value is, so that it cannot be lost. */
function largestMagnitude(row: Float32Array): number {
  let largest = 0;
  for (const value of row) {
    const magnitude = Math.abs(value);
    if (!(magnitude <= largest)) {
      largest = magnitude;
    }
    if (Number.isNaN(largest)) {
      return largest;
    }
  }
  return largest;
}

/**
 * One row in blocks of 4 bits, 8 standing for 0. The value of the largest magnitude becomes −8, so that all 16 steps
 * are used.
 */
export function quantizeBlocks(row: Float32Array, packed: Uint8Array, scales: Float32Array): void {
  for (let block = 0; block * BLOCK_SIZE < row.length; block++) {
    const start = block * BLOCK_SIZE;
    const values = row.subarray(start, start + BLOCK_SIZE);
    const scale = Math.fround(largestValue(values) / -8);
    scales[block] = scale;
    for (let pair = 0; pair < BLOCK_SIZE / 2; pair++) {
      const low = toNibble(values[2 * pair] ?? 0, scale);
      const high = toNibble(values[2 * pair + 1] ?? 0, scale);
      packed[start / 2 + pair] = low | (high << 4);
    }
  }
}

function largestValue(values: Float32Array): number {
  let largest = 0;
  for (const value of values) {
    if (Number.isNaN(value)) {
      return value;
    }
    if (Math.abs(value) > Math.abs(largest)) {
      largest = value;
    }
  }
  return largest;
}

function toNibble(value: number, scale: number): number {
  return scale === 0 ? 8 : Math.min(15, Math.max(0, Math.round(value / scale) + 8));
}
