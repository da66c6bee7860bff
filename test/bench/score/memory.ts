/** Processes of their own that load a model, and what they need for it. */
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm, stat, statfs } from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { scoringEnvironment } from '../../../server/src/scoring/process-environment.ts';
import { largeShape, writeRandomModel } from './random-model.ts';

export interface MemoryUse {
  /** From the start of the process, on the clock and of the processor. */
  readonly milliseconds: number;
  readonly processor: number;
  /** In bytes, once ready and at most. */
  readonly ready: number;
  readonly peak: number;
}

export function measureMemory(folder: string, precision: string, cacheFolder: string): MemoryUse {
  const script = join(import.meta.dirname, 'load-model.ts');
  const { stdout, stderr } = spawnSync(process.execPath, [script, folder, precision, cacheFolder], {
    encoding: 'utf8',
    env: { ...process.env, ...scoringEnvironment },
  });
  if (!stdout?.startsWith('{')) throw new Error(stderr || 'the process did not start');
  return JSON.parse(stdout);
}

export function printReady({ milliseconds, processor, ready }: MemoryUse): void {
  const megabytes = ready / 1e6;
  // Threads that work at once add up on the processor, and other programs take their turns on the clock.
  const time = Math.min(processor, milliseconds);
  console.log(
    `${time <= 1000 ? 'ok  ' : 'MISS'} int8 ready after ${milliseconds.toFixed(0)} ms on the clock, ` +
      `${processor.toFixed(0)} of the processor (the lesser ≤ 1000)`,
  );
  console.log(`${megabytes <= 300 ? 'ok  ' : 'MISS'} int8 in ${megabytes.toFixed(0)} MB (≤ 300)`);
}

const NEEDED_BYTES = 9e9;

/** A checkpoint of 3 GB, loaded by its path. */
export async function printLarge(tokenizer: string): Promise<void> {
  const { bavail, bsize } = await statfs(tmpdir());
  if (bavail * bsize < NEEDED_BYTES || freemem() < NEEDED_BYTES) {
    console.log('a checkpoint of 3 GB: left out (needs 9 GB of disk and of memory)');
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'p3-bench-large-'));
  try {
    await writeRandomModel(folder, largeShape);
    await cp(tokenizer, folder, { recursive: true });
    const { size } = await stat(join(folder, 'model.safetensors'));
    const floats = measureMemory(folder, 'fp32', join(folder, 'cache'));
    const share = floats.peak / size;
    console.log(
      `${share <= 1.2 ? 'ok  ' : 'MISS'} a checkpoint of ${(size / 1e9).toFixed(2)} GB: at most ` +
        `${share.toFixed(2)} times its size in memory (≤ 1.2), ready after ${(floats.milliseconds / 1000).toFixed(1)} s`,
    );
    const made = measureMemory(folder, 'int8', join(folder, 'cache'));
    const kept = measureMemory(folder, 'int8', join(folder, 'cache'));
    console.log(
      `     in int8: made in ${(made.milliseconds / 1000).toFixed(0)} s with at most ${(made.peak / 1e9).toFixed(2)} GB, ` +
        `then ready after ${(kept.milliseconds / 1000).toFixed(1)} s in ${(kept.ready / 1e9).toFixed(2)} GB`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
