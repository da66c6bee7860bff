import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  encodeOnnxModel,
  type OnnxInitializer,
} from '../../../server/src/scoring/graph/onnx-model.ts';
import { createGraphOpener } from '../../../server/src/scoring/onnx-session.ts';

const [ROWS, INNER, COLUMNS] = [175, 512, 1024];
/** There and back in one run, so that what a run costs does not count. */
const PAIRS = 8;
const RUNS = 4;

/** ONNX Runtime's own multiplication of matrices, of the size that an encoder of 77 million parameters has. */
export async function createGemm() {
  const folder = await mkdtemp(join(tmpdir(), 'p3-gemm-'));
  const path = join(folder, 'gemm.onnx');
  const noise = (count: number) => Float32Array.from({ length: count }, (_, i) => Math.sin(i));
  const matrix = (name: string, rows: number, columns: number): OnnxInitializer => {
    const bytes = new Uint8Array(noise(rows * columns).map((value) => value / 20).buffer);
    return { name, type: 'float32', shape: [rows, columns], data: { kind: 'raw', bytes } };
  };
  const nodes = Array.from({ length: PAIRS }, (_, pair) => [
    { operator: 'MatMul', inputs: [`x${pair}`, 'there'], outputs: [`wide${pair}`] },
    { operator: 'MatMul', inputs: [`wide${pair}`, 'back'], outputs: [`x${pair + 1}`] },
  ]);
  await writeFile(
    path,
    encodeOnnxModel({
      inputs: [{ name: 'x0', type: 'float32', shape: [ROWS, INNER] }],
      outputs: [{ name: `x${PAIRS}`, type: 'float32', shape: [ROWS, INNER] }],
      nodes: nodes.flat(),
      initializers: [matrix('there', INNER, COLUMNS), matrix('back', COLUMNS, INNER)],
    }),
  );
  const about = { shownPath: path, remedy: '' };
  const openGraph = createGraphOpener('cpu', 1);
  const graph = await openGraph({ path, inputs: ['x0'], output: `x${PAIRS}`, rank: 2, ...about });
  await rm(folder, { recursive: true });
  const x0 = { type: 'float32', data: noise(ROWS * INNER), dims: [ROWS, INNER] } as const;
  return {
    /** GFLOP per second of the processor. */
    async rate(): Promise<number> {
      await graph.run({ x0 });
      const start = process.cpuUsage();
      for (let run = 0; run < RUNS; run++) await graph.run({ x0 });
      const { user, system } = process.cpuUsage(start);
      return (RUNS * PAIRS * 2 * 2 * ROWS * INNER * COLUMNS) / 1e3 / (user + system);
    },
  };
}
