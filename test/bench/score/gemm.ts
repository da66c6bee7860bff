import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeOnnxModel } from '../../../server/src/scoring/graph/onnx-model.ts';
import { createGraphOpener } from '../../../server/src/scoring/onnx-session.ts';

const [ROWS, INNER, COLUMNS] = [175, 512, 1024];
const RUNS = 8;

/** ONNX Runtime's own multiplication of matrices, of the size that an encoder of 77 million parameters has. */
export async function createGemm() {
  const folder = await mkdtemp(join(tmpdir(), 'p3-gemm-'));
  const path = join(folder, 'gemm.onnx');
  const noise = (count: number) => Float32Array.from({ length: count }, (_, i) => Math.sin(i));
  const weights = new Uint8Array(noise(INNER * COLUMNS).buffer);
  await writeFile(
    path,
    encodeOnnxModel({
      inputs: [{ name: 'x', type: 'float32', shape: [ROWS, INNER] }],
      outputs: [{ name: 'y', type: 'float32', shape: [ROWS, COLUMNS] }],
      nodes: [{ operator: 'MatMul', inputs: ['x', 'w'], outputs: ['y'] }],
      initializers: [
        {
          name: 'w',
          type: 'float32',
          shape: [INNER, COLUMNS],
          data: { kind: 'raw', bytes: weights },
        },
      ],
    }),
  );
  const about = { shownPath: path, remedy: '' };
  const openGraph = createGraphOpener('cpu', 1);
  const graph = await openGraph({ path, inputs: ['x'], output: 'y', rank: 2, ...about });
  await rm(folder, { recursive: true });
  const x = { type: 'float32', data: noise(ROWS * INNER), dims: [ROWS, INNER] } as const;
  return {
    /** GFLOP per second of the processor. */
    async rate(): Promise<number> {
      const start = process.cpuUsage();
      for (let run = 0; run < RUNS; run++) await graph.run({ x });
      const { user, system } = process.cpuUsage(start);
      return (RUNS * 2 * ROWS * INNER * COLUMNS) / 1e3 / (user + system);
    },
  };
}
