/** Quantized weights are made once and kept in the cache folder, where what has its final name is whole. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, realpath, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { formatBytes, freeBytes } from '../disk-space.ts';
import { ModelError } from '../model-error.ts';
import type { OnWeights } from '../weights-progress.ts';
import { dropUnused, markUsed, PART } from './kept-weights.ts';
import { type Checkpoint, openCheckpoint } from './open-checkpoint.ts';
import type { WeightPrecision } from './precision.ts';
import { quantizeCheckpoint } from './quantize-checkpoint.ts';
import { plannedTensors, planQuantization } from './quantized-tensors.ts';
import { bytesOf } from './safetensors.ts';

/** Changes with the form of `quantized-tensors.ts`. */
const FORM = 1;

/** The checkpoint with its layers in that precision. */
export async function openQuantized(
  checkpoint: Checkpoint,
  precision: WeightPrecision,
  cacheFolder: string,
  onWeights: OnWeights = () => {},
): Promise<Checkpoint> {
  const folder = join(cacheFolder, 'quantized', await keyOf(checkpoint, precision));
  if (await isThere(folder)) {
    await markUsed(folder);
    return await openCheckpoint(folder);
  }
  await mkdir(join(cacheFolder, 'quantized'), { recursive: true });
  await dropUnused(join(cacheFolder, 'quantized'));
  await expectRoom(checkpoint, precision, cacheFolder);
  const temporary = await mkdtemp(`${folder}-${PART}`);
  try {
    const target = join(temporary, 'model.safetensors');
    await quantizeCheckpoint(checkpoint, precision, target, (done, total) =>
      onWeights({ what: `Making ${precision} weights`, done, total }),
    );
    await rename(temporary, folder);
  } catch (error) {
    // Another process may have been faster.
    if (!(await isThere(folder))) {
      throw toModelError(error, cacheFolder);
    }
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return await openCheckpoint(folder);
}

/** Files that have other bytes have another size or time. */
async function keyOf(checkpoint: Checkpoint, precision: WeightPrecision): Promise<string> {
  const hash = createHash('sha256').update(`${FORM} ${precision}\n`);
  for (const path of [...new Set([...checkpoint.values()].map((tensor) => tensor.path))].sort()) {
    const { size, mtimeMs } = await stat(path);
    hash.update(`${await realpath(path)} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 32);
}

async function isThere(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

async function expectRoom(
  checkpoint: Checkpoint,
  precision: WeightPrecision,
  cacheFolder: string,
): Promise<void> {
  const tensors = planQuantization(checkpoint, precision).flatMap(plannedTensors);
  const bytes = tensors.reduce((sum, tensor) => sum + bytesOf(tensor), 0);
  const free = await freeBytes(cacheFolder);
  if (free < bytes) {
    throw new ModelError(
      `Weights in ${precision} need ${formatBytes(bytes)} in the cache folder \`${cacheFolder}\`, where ` +
        `${formatBytes(free)} are free. Make room, or set the environment variable \`P3_CACHE_DIR\` to another folder.`,
    );
  }
}

function toModelError(error: unknown, cacheFolder: string): ModelError {
  if (error instanceof ModelError) {
    return error;
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new ModelError(
    `The quantized weights cannot be written to the cache folder \`${cacheFolder}\` (${reason}). Set the environment ` +
      'variable `P3_CACHE_DIR` to another folder.',
    { cause: error },
  );
}
