import { type FileHandle, open } from 'node:fs/promises';
import { ModelError } from '../model-error.ts';
import type { Checkpoint } from './open-checkpoint.ts';
import type { WeightPrecision } from './precision.ts';
import { quantizeBlocks, quantizeRow } from './quantize-rows.ts';
import {
  BLOCK_SIZE,
  plannedTensors,
  planQuantization,
  type TensorPlan,
} from './quantized-tensors.ts';
import { withModelFile } from './read-bytes.ts';
import { readFloats } from './read-floats.ts';
import { encodeSafetensorsHeader } from './safetensors.ts';

/** Bytes of the source that are done, and all of them. */
export type OnQuantized = (done: number, total: number) => void;

/**
 * Writes the checkpoint with quantized layers as one safetensors file, in the form that `quantized-tensors.ts`
 * describes. Memory holds one tensor at a time. Throws a `ModelError` for weights that are not finite.
 */
export async function quantizeCheckpoint(
  checkpoint: Checkpoint,
  precision: WeightPrecision,
  target: string,
  onQuantized: OnQuantized = () => {},
): Promise<void> {
  const plans = planQuantization(checkpoint, precision);
  const total = plans.reduce((sum, { source }) => sum + source.bytes, 0);
  const file = await open(target, 'w');
  try {
    await file.write(encodeSafetensorsHeader(plans.flatMap(plannedTensors)));
    let done = 0;
    for (const plan of plans) {
      for (const bytes of await quantizeTensor(plan)) {
        await writeAll(file, bytes);
      }
      done += plan.source.bytes;
      onQuantized(done, total);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/** One call may write less than everything. */
async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    written += (await file.write(bytes, written)).bytesWritten;
  }
}

/** The bytes of the tensors that a plan makes, in their order. */
function quantizeTensor(plan: TensorPlan): Promise<readonly Uint8Array[]> {
  switch (plan.kind) {
    case 'float':
      return convert(plan);
    case 'table':
      return quantizeTable(plan);
    case 'int8':
      return quantizeInt8(plan);
    case 'int4':
      return quantizeInt4(plan);
  }
}

async function convert(plan: TensorPlan): Promise<readonly Uint8Array[]> {
  const elements = plan.source.shape.reduce((product, size) => product * size, 1);
  const values = new Float32Array(elements);
  await forEachRow(plan, (row, index) => values.set(row, index * row.length));
  return [asBytes(values)];
}

async function quantizeTable(plan: TensorPlan): Promise<readonly Uint8Array[]> {
  const [rows = 0, columns = 0] = plan.source.shape;
  const values = new Int8Array(rows * columns);
  const scales = new Float32Array(rows);
  await forEachRow(plan, (row, index) => {
    const own = values.subarray(index * columns, (index + 1) * columns);
    scales[index] = quantizeRow(row, own);
  });
  expectFinite(scales, plan);
  return [asBytes(values), asBytes(scales)];
}

async function quantizeInt8(plan: TensorPlan): Promise<readonly Uint8Array[]> {
  const [rows = 0, columns = 0] = plan.source.shape;
  const turned = new Int8Array(rows * columns);
  const scales = new Float32Array(rows);
  const values = new Int8Array(columns);
  await forEachRow(plan, (row, index) => {
    scales[index] = quantizeRow(row, values);
    for (let column = 0; column < columns; column++) {
      turned[column * rows + index] = values[column] ?? 0;
    }
  });
  expectFinite(scales, plan);
  return [asBytes(turned), asBytes(scales)];
}

async function quantizeInt4(plan: TensorPlan): Promise<readonly Uint8Array[]> {
  const [rows = 0, columns = 0] = plan.source.shape;
  const blocks = Math.ceil(columns / BLOCK_SIZE);
  const packed = new Uint8Array((rows * blocks * BLOCK_SIZE) / 2);
  const scales = new Float32Array(rows * blocks);
  await forEachRow(plan, (row, index) => {
    const bytes = (blocks * BLOCK_SIZE) / 2;
    quantizeBlocks(
      row,
      packed.subarray(index * bytes, (index + 1) * bytes),
      scales.subarray(index * blocks, (index + 1) * blocks),
    );
  });
  expectFinite(scales, plan);
  return [packed, asBytes(scales)];
}

/** Elements that are read at once. */
const CHUNK = 2 ** 20;

/** Reads the tensor in chunks of rows; one of fewer than two dimensions is a single row. */
async function forEachRow(
  { source }: TensorPlan,
  visit: (row: Float32Array, index: number) => void,
): Promise<void> {
  const elements = source.shape.reduce((product, size) => product * size, 1);
  const [rows = 1, columns = elements] = source.shape.length === 2 ? source.shape : [];
  const step = Math.max(1, Math.floor(CHUNK / Math.max(1, columns)));
  await withModelFile(source.path, async (file) => {
    for (let first = 0; first < rows; first += step) {
      const count = Math.min(step, rows - first);
      const values = await readFloats(file, source, first * columns, count * columns);
      for (let row = 0; row < count; row++) {
        visit(values.subarray(row * columns, (row + 1) * columns), first + row);
      }
    }
  });
}

function expectFinite(scales: Float32Array, { source }: TensorPlan): void {
  if (!scales.every(Number.isFinite)) {
    throw new ModelError(
      `Tensor \`${source.name}\` in \`${source.path}\` has values that are not finite numbers, so that it cannot be ` +
        'quantized. Download it again; a model whose training diverged cannot be used.',
    );
  }
}

function asBytes(values: Float32Array | Int8Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
