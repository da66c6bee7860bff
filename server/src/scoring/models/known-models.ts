/** A model on the Hub that P3 Workbench scores as it is. */
export interface KnownModel {
  /** On the Hub. */
  readonly id: string;
  /** Parameters in millions. */
  readonly millions: number;
  /** Bytes of what is downloaded. */
  readonly bytes: number;
  readonly licence: string;
  readonly about: string;
}

const GB = 1e9;

/** Sizes follow from the numbers of parameters in float32; T0 is published as `pytorch_model.bin` alone. */
export const knownModels: readonly KnownModel[] = [
  flan('small', 77, 0.31 * GB, 'the smallest that follows instructions; for a first try'),
  flan('base', 248, 0.99 * GB, 'fast on any machine'),
  flan('large', 783, 3.13 * GB, 'needs some patience without a GPU'),
  flan('xl', 2850, 11.4 * GB, 'for a large GPU, or int8 and patience'),
  t0('T0_3B', 2850, 11.4 * GB, 'T0 in 3 billion parameters: the paper’s small model'),
  t0('T0', 11_100, 44.5 * GB, 'the model of the T0 paper'),
  t0('T0p', 11_100, 44.5 * GB, 'T0 trained on more datasets'),
  t0('T0pp', 11_100, 44.5 * GB, 'T0 trained on the most datasets'),
  {
    ...{ id: 'google/t5-base-lm-adapt', millions: 248, bytes: 0.99 * GB, licence: 'Apache-2.0' },
    about: 'T5 before any instruction: what T0 was trained from, as a baseline',
  },
];

/** Roughly the bytes of memory that scoring takes, by what the weights multiply in. */
export function memoryNeed({ millions }: KnownModel): {
  readonly fp32: number;
  readonly int8: number;
} {
  // An estimate: the weights, a tenth more, and what a batch needs beside them; docs/performance.md has what was measured.
  return { fp32: millions * 4.4e6 + 0.1 * GB, int8: millions * 1.4e6 + 0.1 * GB };
}

function flan(size: string, millions: number, bytes: number, about: string): KnownModel {
  return { id: `google/flan-t5-${size}`, millions, bytes, licence: 'Apache-2.0', about };
}

function t0(name: string, millions: number, bytes: number, about: string): KnownModel {
  return { id: `bigscience/${name}`, millions, bytes, licence: 'Apache-2.0', about };
}
