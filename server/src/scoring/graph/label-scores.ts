import { encodeOnnxGraphAddition } from './onnx-model.ts';

export const labelScoreNames = { input: 'p3_labels', output: 'p3_label_scores' } as const;

/**
 * The bytes that, written behind a decoder with an output `logits`, make it give the log-probability of a label for each
 * position instead of a vocabulary's worth: `p3_labels` and `p3_label_scores` are both `[rows, length, 1]`.
 *
 * Two protobuf messages in one file read as one, whose lists are joined.
 */
export function labelScoreAddition(): Uint8Array {
  const shape = ['p3_rows', 'p3_length', 1];
  const axis = { kind: 'int', value: -1 } as const;
  return encodeOnnxGraphAddition({
    inputs: [{ name: labelScoreNames.input, type: 'int64', shape }],
    outputs: [{ name: labelScoreNames.output, type: 'float32', shape }],
    initializers: [],
    nodes: [
      {
        operator: 'LogSoftmax',
        inputs: ['logits'],
        outputs: ['p3_log_probabilities'],
        attributes: { axis },
      },
      {
        operator: 'GatherElements',
        inputs: ['p3_log_probabilities', labelScoreNames.input],
        outputs: [labelScoreNames.output],
        attributes: { axis },
      },
    ],
  });
}
