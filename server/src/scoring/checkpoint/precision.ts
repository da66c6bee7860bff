import { ModelError } from '../model-error.ts';
import type { Precision } from '../scoring-protocol.ts';
import type { Checkpoint } from './open-checkpoint.ts';

/** How weights are stored, and so how they multiply. */
export type WeightPrecision = Exclude<Precision, 'auto'>;

/** Beside a quantized tensor lie its scales. */
export function scaleName(name: string): string {
  return `${name}.scale`;
}

export function isQuantized(checkpoint: Checkpoint, name: string): boolean {
  return checkpoint.has(scaleName(name));
}

/** As `quantizeCheckpoint` writes it; any other checkpoint is one of floats. */
export function storedPrecision(checkpoint: Checkpoint): WeightPrecision {
  const tensors = [...checkpoint.values()];
  const quantized = tensors.filter(({ name }) => isQuantized(checkpoint, name));
  if (quantized.some(({ dtype }) => dtype === 'U8')) {
    return 'int4';
  }
  if (quantized.length === 0) {
    return 'fp32';
  }
  const outputs = tensors.filter(({ name }) => name.endsWith('.wo.weight'));
  return outputs.every(({ name }) => isQuantized(checkpoint, name)) ? 'int8' : 'int8-wo-fp32';
}

/** What to score in; throws a `ModelError` where the weights were quantized already, and otherwise. */
export function choosePrecision(
  stored: WeightPrecision,
  wanted: Precision,
  folder: string,
): WeightPrecision {
  if (wanted === 'auto' || wanted === stored) {
    return stored;
  }
  if (stored !== 'fp32') {
    throw new ModelError(
      `The weights in \`${folder}\` are stored in ${stored}, from which ${wanted} cannot be made. Choose \`auto\`, ` +
        'or the model with its original weights.',
    );
  }
  return wanted;
}
