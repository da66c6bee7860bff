/** Whether a device adds up products of 8-bit numbers in 16 bits, where large ones are cut off. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withGraphFolder } from '../checkpoint/graph-folder.ts';
import type { OpenGraph } from '../onnx-session.ts';
import { encodeOnnxModel, type OnnxModel } from './onnx-model.ts';

const INNER = 64;
const OUTER = 16;
const LARGEST = 127;

/**
 * Multiplies the largest activations by the largest weights. ONNX Runtime's kernels for AVX2 without VNNI give half of the
 * product (its documentation on quantization: "U8S8 … saturation"), and scores with it.
 */
export async function saturates(openGraph: OpenGraph, cacheFolder: string): Promise<boolean> {
  const folder = await withGraphFolder(cacheFolder, async (path) => {
    await writeFile(join(path, 'probe.onnx'), encodeOnnxModel(probe()));
    return { path: join(path, 'probe.onnx') };
  });
  try {
    const { path } = folder;
    const names = { inputs: ['states'], output: 'product' };
    const remedy = 'Score in fp32.';
    const graph = await openGraph({ ...{ path, rank: 2, ...names }, shownPath: path, remedy });
    const states = new Float32Array(INNER).fill(1);
    const feeds = { states: { type: 'float32', dims: [1, INNER], data: states } } as const;
    const { data } = await graph.run(feeds).finally(() => graph.dispose());
    const expected = INNER * LARGEST;
    return data.some((product) => Math.abs(product - expected) > expected / 100);
  } finally {
    await folder.remove();
  }
}

function probe(): OnnxModel {
  const weights = new Uint8Array(new Int8Array(INNER * OUTER).fill(LARGEST).buffer);
  const scales = new Uint8Array(new Float32Array(OUTER).fill(1).buffer);
  return {
    inputs: [{ name: 'states', type: 'float32', shape: [1, INNER] }],
    outputs: [{ name: 'product', type: 'float32', shape: [1, OUTER] }],
    nodes: [
      {
        operator: 'DynamicQuantizeLinear',
        inputs: ['states'],
        outputs: ['values', 'scale', 'zero'],
      },
      {
        operator: 'MatMulIntegerToFloat',
        domain: 'com.microsoft',
        inputs: ['values', 'weights', 'scale', 'scales', 'zero'],
        outputs: ['product'],
      },
    ],
    initializers: [
      {
        name: 'weights',
        type: 'int8',
        shape: [INNER, OUTER],
        data: { kind: 'raw', bytes: weights },
      },
      { name: 'scales', type: 'float32', shape: [OUTER], data: { kind: 'raw', bytes: scales } },
    ],
  };
}
