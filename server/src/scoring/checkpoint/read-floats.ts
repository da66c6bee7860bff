import type { FileHandle } from 'node:fs/promises';
import { ModelError } from '../model-error.ts';
import type { CheckpointTensor } from './checkpoint-tensor.ts';

/** `count` elements of a tensor from `start` on, as float32; throws a `ModelError` for a type that is none of floats. */
export async function readFloats(
  file: FileHandle,
  tensor: CheckpointTensor,
  start: number,
  count: number,
): Promise<Float32Array> {
  const decode = DECODERS.get(tensor.dtype);
  if (decode === undefined) {
    throw new ModelError(
      `Tensor \`${tensor.name}\` in \`${tensor.path}\` has the type ${tensor.dtype}; only F32, BF16 and F16 weights ` +
        'are quantized. Choose the model in one of these.',
    );
  }
  const size = tensor.dtype === 'F32' ? 4 : 2;
  // Aligned, whatever the offset in the file.
  const bytes = new Uint8Array(count * size);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, tensor.offset + start * size);
  if (bytesRead < bytes.length) {
    throw new ModelError(`\`${tensor.path}\` is cut off. Download it again.`);
  }
  return decode(bytes.buffer);
}

const DECODERS: ReadonlyMap<string, (bytes: ArrayBuffer) => Float32Array> = new Map([
  ['F32', (bytes) => new Float32Array(bytes)],
  ['BF16', decodeBfloat16],
  ['F16', decodeFloat16],
]);

/** The upper half of a float32. */
function decodeBfloat16(bytes: ArrayBuffer): Float32Array {
  const halves = new Uint16Array(bytes);
  const words = new Uint32Array(halves.length);
  for (let index = 0; index < halves.length; index++) {
    words[index] = (halves[index] ?? 0) << 16;
  }
  return new Float32Array(words.buffer);
}

function decodeFloat16(bytes: ArrayBuffer): Float32Array {
  const halves = new Uint16Array(bytes);
  const values = new Float32Array(halves.length);
  for (let index = 0; index < halves.length; index++) {
    values[index] = toNumber(halves[index] ?? 0);
  }
  return values;
}

/** IEEE 754 binary16: sign, 5 bits of exponent, 10 of fraction. */
function toNumber(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 31;
  const fraction = half & 1023;
  switch (exponent) {
    case 0:
      return sign * fraction * 2 ** -24;
    case 31:
      return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
    default:
      return sign * (1024 + fraction) * 2 ** (exponent - 25);
  }
}
