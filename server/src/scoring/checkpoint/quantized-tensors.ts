/**
 * How a checkpoint's tensors are quantized. Where a tensor `x` is quantized, `x.scale` holds its scales in F32:
 *
 * - A layer `[out, in]` in int8 is stored as I8 `[in, out]` with a scale for each output, as ONNX multiplies it.
 * - A layer in int4 is stored as U8 `[out, blocks, 16]`: two values in a byte, the lower first, 8 standing for 0, with a
 *   scale for each block of 32 inputs, as `MatMulNBits` takes it.
 * - The table of embeddings is stored as I8 `[vocabulary, width]` with a scale for each row.
 */
import type { CheckpointTensor } from './checkpoint-tensor.ts';
import type { Checkpoint } from './open-checkpoint.ts';
import { scaleName, type WeightPrecision } from './precision.ts';

/** Inputs that share a scale in int4. */
export const BLOCK_SIZE = 32;

/** What becomes of one tensor. */
export type TensorPlan = {
  readonly source: CheckpointTensor;
  readonly kind: 'float' | 'table' | 'int8' | 'int4';
};

/** A tensor that will be written. */
export interface PlannedTensor {
  readonly name: string;
  readonly dtype: 'F32' | 'I8' | 'U8';
  readonly shape: readonly number[];
}

/** What to do with each tensor; copies of the embeddings under other names are left out. */
export function planQuantization(
  checkpoint: Checkpoint,
  precision: WeightPrecision,
): readonly TensorPlan[] {
  const table = TABLES.map((name) => checkpoint.get(name)).find((each) => each !== undefined);
  return [...checkpoint.values()].flatMap((source) => {
    if (source === table) {
      return [{ source, kind: 'table' as const }];
    }
    const isCopy = TABLES.includes(source.name) || (table !== undefined && isSame(source, table));
    return isCopy ? [] : [{ source, kind: kindOf(source, precision) }];
  });
}

const TABLES = ['shared.weight', 'encoder.embed_tokens.weight', 'decoder.embed_tokens.weight'];

function isSame(a: CheckpointTensor, b: CheckpointTensor): boolean {
  return a.path === b.path && a.offset === b.offset && a.bytes === b.bytes;
}

const LAYER = /(?:\.(?:q|k|v|o|wi|wi_0|wi_1|wo)|^lm_head)\.weight$/;

function kindOf({ name, shape }: CheckpointTensor, precision: WeightPrecision): TensorPlan['kind'] {
  const isKept = precision === 'int8-wo-fp32' && name.endsWith('.wo.weight');
  if (precision === 'fp32' || isKept || shape.length !== 2 || !LAYER.test(name)) {
    return 'float';
  }
  return precision === 'int4' ? 'int4' : 'int8';
}

/** The tensors that a plan makes, in the order in which they are written. */
export function plannedTensors({ source, kind }: TensorPlan): readonly PlannedTensor[] {
  const { name, shape } = source;
  const [rows = 0, columns = 0] = shape;
  const scale = (sizes: readonly number[]) =>
    ({ name: scaleName(name), dtype: 'F32', shape: sizes }) as const;
  switch (kind) {
    case 'float':
      return [{ name, dtype: 'F32', shape }];
    case 'table':
      return [{ name, dtype: 'I8', shape }, scale([rows, 1])];
    case 'int8':
      return [{ name, dtype: 'I8', shape: [columns, rows] }, scale([rows])];
    case 'int4': {
      const blocks = Math.ceil(columns / BLOCK_SIZE);
      return [{ name, dtype: 'U8', shape: [rows, blocks, BLOCK_SIZE / 2] }, scale([rows * blocks])];
    }
  }
}
