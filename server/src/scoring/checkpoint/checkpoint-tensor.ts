/** Where one tensor of a checkpoint lies, in raw little-endian elements, row by row. */
export interface CheckpointTensor {
  readonly name: string;
  /** The file that holds it. */
  readonly path: string;
  /** As safetensors writes it: `F32`, `BF16`, `F16`, … */
  readonly dtype: string;
  readonly shape: readonly number[];
  /** In bytes from the start of the file. */
  readonly offset: number;
  readonly bytes: number;
}
