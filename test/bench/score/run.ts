/**
 * `npm run bench:score`: ways to score the same prompts on the same random weights, one thread, in turns within one run.
 * Only the ratios mean something: machines are shared. Times are of the processor, which holds up better. With
 * `PYTHON=path/to/python`, PyTorch takes part; with `-- --quick`, the model of 3 GB does not.
 */
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCheckpoint } from '../../../server/src/scoring/checkpoint/open-checkpoint.ts';
import { openQuantized } from '../../../server/src/scoring/checkpoint/quantized-cache.ts';
import { createGraphOpener } from '../../../server/src/scoring/onnx-session.ts';
import { openTreeScorer } from '../../../server/src/scoring/tree-scorer.ts';
import { createGemm } from './gemm.ts';
import { measureMemory, printLarge, printReady } from './memory.ts';
import { openNaive, type ScoreWay } from './naive.ts';
import { ownTime } from './own-time.ts';
import { type BenchPrompt, makePrompts } from './prompts.ts';
import { openPyTorch } from './pytorch.ts';
import { smallShape, writeRandomModel } from './random-model.ts';
import { writeStockGraphs } from './stock-graphs.ts';
import { openTransformersJs } from './transformers-js.ts';
import { usefulFlops } from './useful-flops.ts';

const PROMPTS = 64;
const CHUNK = 4;

const tokenizer = join(import.meta.dirname, '../../scoring/recorded/tokenizer');

/** A way to score, and the seconds of the processor that it takes for some prompts. */
interface Contestant {
  readonly name: string;
  readonly time: (prompts: readonly BenchPrompt[]) => Promise<Timing>;
}

interface Timing {
  readonly seconds: number;
  readonly sums: readonly number[];
}

function contestant(name: string, score: ScoreWay): Contestant {
  return {
    name,
    async time(prompts) {
      const start = process.cpuUsage();
      const sums = await score(prompts);
      const { user, system } = process.cpuUsage(start);
      return { seconds: (user + system) / 1e6, sums };
    },
  };
}

async function openContestants(folder: string): Promise<readonly Contestant[]> {
  const openGraph = createGraphOpener('cpu', 1);
  const cacheFolder = join(folder, 'cache');
  const floats = await openCheckpoint(folder);
  const integers = await openQuantized(floats, 'int8', cacheFolder);
  const int8Folder = join(folder, 'int8');
  await mkdir(int8Folder);
  const naive = {
    fp32: await openNaive(openGraph, await writeStockGraphs(folder, smallShape, floats)),
    int8: await openNaive(openGraph, await writeStockGraphs(int8Folder, smallShape, integers)),
  };
  const openTree = async (checkpoint: typeof floats): Promise<ScoreWay> => {
    const tree = await openTreeScorer(ownTime.watch(openGraph), {
      ...{ checkpoint, folder, cacheFolder, allowCopy: false, architecture: smallShape },
      ...{ decoderStartToken: 0, batchLimits: { maxRows: 1, maxTokens: 1 } },
    });
    return async (prompts) => {
      const sums: number[] = [];
      for (const prompt of prompts) {
        sums.push(...(await ownTime.measure(() => tree.score([prompt]))).flat());
      }
      return sums;
    };
  };
  return [
    contestant('naive fp32', naive.fp32),
    contestant('naive int8', naive.int8),
    contestant('tree fp32', await openTree(floats)),
    contestant('tree int8', await openTree(integers)),
    ...(await openOthers(folder)),
  ];
}

/** Those that may not be there, which is said. */
async function openOthers(folder: string): Promise<readonly Contestant[]> {
  const found: Contestant[] = [];
  try {
    const score = await openTransformersJs(join(folder, '..'), folder.split('/').at(-1) ?? '');
    found.push(contestant('transformers.js fp32', score));
  } catch (error) {
    console.log(`transformers.js: left out (${error instanceof Error ? error.message : error})`);
  }
  const python = process.env['PYTHON'];
  if (python === undefined) {
    console.log('PyTorch: left out (set PYTHON to a Python with torch and transformers)');
  } else {
    found.push({ name: 'PyTorch fp32 (t-zero)', time: await openPyTorch(python, folder) });
  }
  return found;
}

interface Measured {
  /** Seconds of each chunk. */
  readonly seconds: ReadonlyMap<string, readonly number[]>;
  /** GFLOP per second of the processor, measured around the chunks. */
  readonly gemmRates: readonly number[];
  readonly flops: readonly number[];
}

async function measure(contestants: readonly Contestant[]): Promise<Measured> {
  const prompts = makePrompts(PROMPTS);
  const gemm = await createGemm();
  const seconds = new Map(contestants.map(({ name }) => [name, [] as number[]]));
  const gemmRates: number[] = [];
  const flops: number[] = [];
  for (const { time } of contestants) await time(prompts.slice(0, 1));
  for (let first = 0; first < prompts.length; first += CHUNK) {
    const chunk = prompts.slice(first, first + CHUNK);
    const sums = new Map<string, readonly number[]>();
    const before = await gemm.rate();
    for (const { name, time } of contestants) {
      const timing = await time(chunk);
      seconds.get(name)?.push(timing.seconds);
      sums.set(name, timing.sums);
    }
    gemmRates.push((before + (await gemm.rate())) / 2);
    flops.push(usefulFlops(smallShape, chunk));
    checkEqual(sums);
  }
  return { seconds, gemmRates, flops };
}

/** All in fp32 give the same scores; int8 gives others. */
function checkEqual(sums: ReadonlyMap<string, readonly number[]>): void {
  const expected = sums.get('naive fp32') ?? [];
  for (const [name, own] of sums) {
    if (name.includes('int8')) continue;
    const largest = Math.max(...own.map((sum, index) => Math.abs(sum - (expected[index] ?? NaN))));
    if (!(largest <= 1e-2)) throw new Error(`${name} differs from naive by ${largest}`);
  }
}

function print({ seconds, gemmRates, flops }: Measured): void {
  const ratio = (slow: string, fast: string) => {
    const [times = [], own = []] = [seconds.get(slow), seconds.get(fast)];
    return median(times.map((time, chunk) => time / (own[chunk] ?? NaN)));
  };
  for (const [name, times] of seconds) {
    const rate = PROMPTS / times.reduce((sum, time) => sum + time, 0);
    console.log(
      `${name}: ${rate.toFixed(2)} prompts per second of the processor, ` +
        `${ratio('naive fp32', name).toFixed(2)} times naive fp32`,
    );
  }
  const shares = (seconds.get('tree fp32') ?? []).map(
    (time, chunk) => (flops[chunk] ?? NaN) / 1e9 / time / (gemmRates[chunk] ?? NaN),
  );
  const goal = (what: string, value: number, least: number, digits = 2) =>
    console.log(
      `${value >= least ? 'ok  ' : 'MISS'} ${what}: ${value.toFixed(digits)} (≥ ${least})`,
    );
  goal('tree fp32 / naive fp32', ratio('naive fp32', 'tree fp32'), 3.5);
  goal('tree int8 / naive int8', ratio('naive int8', 'tree int8'), 3.5);
  if (seconds.has('transformers.js fp32')) {
    goal('tree fp32 / transformers.js', ratio('transformers.js fp32', 'tree fp32'), 3.5);
  }
  goal('tree int8 / naive fp32', ratio('naive fp32', 'tree int8'), 6.5);
  goal("tree fp32, share of MatMul's own rate", median(shares), 0.65);
  const own = ownTime.millisecondsPerCall();
  console.log(
    `${own <= 1 ? 'ok  ' : 'MISS'} our JavaScript: ${own.toFixed(2)} ms per prompt (≤ 1)`,
  );
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const folder = await mkdtemp(join(tmpdir(), 'p3-bench-'));
try {
  await writeRandomModel(folder, smallShape);
  await cp(tokenizer, folder, { recursive: true });
  console.log(`${PROMPTS} prompts, 77 million parameters, medians of pairs, one thread`);
  print(await measure(await openContestants(folder)));
  printReady(measureMemory(folder, 'int8', join(folder, 'cache')));
  if (!process.argv.includes('--quick')) await printLarge(tokenizer);
} finally {
  await rm(folder, { recursive: true, force: true });
}
// Sessions of other libraries stay open.
process.exit();
