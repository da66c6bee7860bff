/**
 * `npm run bench:score`: three ways to score the same prompts on the same random weights, one thread, in turns within
 * one run. Only the ratios mean something: machines are shared. Times are of the processor, which holds up better.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeGraphFolder } from '../../server/src/scoring/checkpoint/graph-folder.ts';
import { openCheckpoint } from '../../server/src/scoring/checkpoint/open-checkpoint.ts';
import { encoderNames } from '../../server/src/scoring/graph/encoder-graph.ts';
import { createGraphOpener, type OnnxGraph } from '../../server/src/scoring/onnx-session.ts';
import { relativeBucket } from '../../server/src/scoring/relative-buckets.ts';
import {
  type DecoderRow,
  type EncoderDecoder,
  scoreRows,
} from '../../server/src/scoring/row-scorer.ts';
import { encoderFeeds } from '../../server/src/scoring/tree-feeds.ts';
import { openTreeScorer } from '../../server/src/scoring/tree-scorer.ts';
import { createRandom, shape, writeRandomModel, writeRowDecoder } from './score-model.ts';

interface BenchPrompt {
  readonly input: readonly number[];
  readonly choices: readonly (readonly number[])[];
}

type ScoreWay = (prompt: BenchPrompt) => Promise<readonly number[]>;

const ROUNDS = 5;
const PROMPTS = 8;

/** 100 to 250 tokens with 3 to 5 choices of 1 to 8; in every other prompt choices begin alike. */
function makePrompts(): readonly BenchPrompt[] {
  const random = createRandom(12345);
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const text = (length: number) => Array.from({ length }, () => between(3, 32000));
  return Array.from({ length: PROMPTS }, (_, index) => {
    const first = index % 2 === 0 ? text(1) : [];
    const choices = Array.from({ length: between(3, 5) }, () =>
      [...first, ...text(between(1, 8))].slice(0, 8).concat(1),
    );
    return { input: text(between(100, 250)), choices };
  });
}

/** Encoder and plain decoder: logits come back to JavaScript. */
function createRowModel(encoder: OnnxGraph, decoder: OnnxGraph): EncoderDecoder<Float32Array> {
  const scheme = { isBidirectional: false, buckets: 32, maxDistance: 128 };
  return {
    async encode(tokens) {
      return (await encoder.run(encoderFeeds(shape, [tokens]))).data;
    },
    async decode(states, decoderRows) {
      const rows = decoderRows.map(({ input }) => input);
      const length = Math.max(...rows.map((row) => row.length));
      const ids = rows.flatMap((row) => [...row, ...Array<number>(length - row.length).fill(0)]);
      const positions = Array.from({ length: length * length }, (_, index) => ({
        offset: (index % length) - Math.floor(index / length),
      }));
      const buckets = positions.map(({ offset }) => relativeBucket(scheme, offset));
      const mask = positions.map(({ offset }) => (offset > 0 ? -1e9 : 0));
      const repeated = new Float32Array(rows.length * states.length);
      for (let row = 0; row < rows.length; row++) repeated.set(states, row * states.length);
      const inputLength = states.length / shape.width;
      const square = [length, length];
      const { data } = await decoder.run({
        encoder_states: {
          type: 'float32',
          data: repeated,
          dims: [rows.length, inputLength, shape.width],
        },
        input_mask: {
          type: 'float32',
          data: new Float32Array(rows.length * inputLength),
          dims: [rows.length, 1, 1, inputLength],
        },
        input_ids: { type: 'int32', data: Int32Array.from(ids), dims: [rows.length, length] },
        buckets: { type: 'int32', data: Int32Array.from(buckets), dims: square },
        mask: { type: 'float32', data: Float32Array.from(mask), dims: square },
      });
      return { data: lookUpLabels(data, length, decoderRows), length };
    },
  };
}

/** What the graph of a scorer does; callers of libraries do it in JavaScript. */
function lookUpLabels(
  logits: Float32Array,
  length: number,
  rows: readonly DecoderRow[],
): Float32Array {
  const scores = new Float32Array(rows.length * length);
  for (const [row, { labels }] of rows.entries()) {
    for (const [position, label] of labels.entries()) {
      const place = row * length + position;
      const start = place * shape.vocabularySize;
      const own = logits.subarray(start, start + shape.vocabularySize);
      const largest = own.reduce((a, b) => Math.max(a, b));
      const total = own.reduce((sum, logit) => sum + Math.exp(logit - largest), 0);
      scores[place] = (own[label] ?? Number.NaN) - largest - Math.log(total);
    }
  }
  return scores;
}

async function openWays(folder: string): Promise<ReadonlyMap<string, ScoreWay>> {
  const openGraph = createGraphOpener('cpu', 1);
  const cacheFolder = join(folder, 'cache');
  const about = { rank: 3, shownPath: folder, remedy: '' };
  const checkpoint = await openCheckpoint(folder);
  const placement = { cacheFolder, allowCopy: false, architecture: shape, checkpoint };
  const graphs = await writeGraphFolder(placement);
  const encoder = await openGraph({ path: graphs.encoderPath, ...encoderNames, ...about });
  const decoder = await openGraph({
    ...{ path: await writeRowDecoder(folder), inputs: ['input_ids'], output: 'logits', ...about },
  });
  await graphs.remove();
  const rows = createRowModel(encoder, decoder);
  const batchLimits = { maxRows: 1, maxTokens: 1 };
  const options = { ...placement, folder, decoderStartToken: 0, batchLimits };
  const tree = await openTreeScorer(openGraph, options);
  return new Map<string, ScoreWay>([
    [
      'naive: encoder and decoder for each choice',
      async ({ input, choices }) => {
        const sums: number[] = [];
        for (const choice of choices) sums.push(...(await scoreRows(rows, 0, input, [choice])));
        return sums;
      },
    ],
    [
      'rows: encoder once, a decoder row for each choice',
      ({ input, choices }) => scoreRows(rows, 0, input, choices),
    ],
    [
      'tree: encoder once, one decoder row for all choices',
      async (prompt) => (await tree.score([prompt]))[0] ?? [],
    ],
  ]);
}

async function measure(
  ways: ReadonlyMap<string, ScoreWay>,
  prompts: readonly BenchPrompt[],
): Promise<void> {
  const times = new Map<string, number[]>();
  for (let round = 0; round < ROUNDS; round++) {
    const scores: number[][] = [];
    for (const [name, score] of ways) {
      const start = process.cpuUsage();
      const sums: number[] = [];
      for (const prompt of prompts) sums.push(...(await score(prompt)));
      const { user, system } = process.cpuUsage(start);
      times.set(name, [...(times.get(name) ?? []), user + system]);
      scores.push(sums);
    }
    checkEqual(scores);
  }
  const [reference = []] = times.values();
  for (const [name, own] of times) {
    const ratios = own.map((time, round) => (reference[round] ?? Number.NaN) / time);
    console.log(`${name}: ${median(ratios).toFixed(2)} times as fast as naive`);
  }
}

function checkEqual(scores: readonly (readonly number[])[]): void {
  const [expected = [], ...others] = scores;
  const differences = others.flatMap((own) =>
    own.map((score, index) => Math.abs(score - (expected[index] ?? Number.NaN))),
  );
  const largest = Math.max(...differences);
  if (!(largest <= 1e-2)) throw new Error(`the ways differ by ${largest}`);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const folder = await mkdtemp(join(tmpdir(), 'p3-bench-'));
try {
  await writeRandomModel(folder);
  const prompts = makePrompts();
  console.log(
    `${PROMPTS} prompts, 77 million parameters in float32, medians of ${ROUNDS} rounds, one thread`,
  );
  await measure(await openWays(folder), prompts);
} finally {
  await rm(folder, { recursive: true, force: true });
}
