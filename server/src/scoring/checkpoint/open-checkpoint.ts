/** The weights of a Hugging Face model as downloaded: one file, or several with an index. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelError } from '../model-error.ts';
import type { CheckpointTensor } from './checkpoint-tensor.ts';
import { readPytorch } from './pytorch.ts';
import { readSafetensors } from './safetensors.ts';

/** Tensors by name. */
export type Checkpoint = ReadonlyMap<string, CheckpointTensor>;

/** A way in which weights are stored. */
interface WeightsFormat {
  readonly single: string;
  readonly index: string;
  /** What an index may name: it comes from anywhere and must not lead out of its folder. */
  readonly shard: RegExp;
  readonly read: (path: string) => Promise<readonly CheckpointTensor[]>;
}

const SAFETENSORS: WeightsFormat = {
  single: 'model.safetensors',
  index: 'model.safetensors.index.json',
  shard: /^[\w.-]+\.safetensors$/,
  read: readSafetensors,
};

const PYTORCH: WeightsFormat = {
  single: 'pytorch_model.bin',
  index: 'pytorch_model.bin.index.json',
  shard: /^[\w.-]+\.bin$/,
  read: readPytorch,
};

/** The first that a folder has is read. */
const FORMATS = [SAFETENSORS, PYTORCH];

/** Names of the files that a folder with weights has one of. */
export const checkpointFiles: readonly string[] = FORMATS.flatMap(({ single, index }) => [
  single,
  index,
]);

/** Throws a `ModelError` that names the file or the tensor where one is missing or broken. */
export async function openCheckpoint(folder: string): Promise<Checkpoint> {
  for (const format of FORMATS) {
    if (await isFile(join(folder, format.single))) {
      return byName(await format.read(join(folder, format.single)));
    }
    if (await isFile(join(folder, format.index))) {
      return await openParts(folder, format);
    }
  }
  throw new ModelError(`There are no weights in the model folder \`${folder}\`.`);
}

async function openParts(folder: string, format: WeightsFormat): Promise<Checkpoint> {
  const index = await readIndex(join(folder, format.index), format);
  const tensors: CheckpointTensor[] = [];
  for (const shard of new Set(index.values())) {
    if (!(await isFile(join(folder, shard)))) {
      throw new ModelError(
        `\`${shard}\` is missing in the model folder \`${folder}\`, but \`${format.index}\` names it. ` +
          'Download the missing file.',
      );
    }
    tensors.push(...(await format.read(join(folder, shard))));
  }
  const checkpoint = byName(tensors);
  for (const [name, shard] of index) {
    if (!checkpoint.has(name)) {
      throw new ModelError(
        `Tensor \`${name}\` is not in \`${join(folder, shard)}\`, where \`${format.index}\` says it is. ` +
          'Download both files again.',
      );
    }
  }
  return checkpoint;
}

function byName(tensors: readonly CheckpointTensor[]): Checkpoint {
  return new Map(tensors.map((tensor) => [tensor.name, tensor]));
}

/** Tensor names to the names of files beside the index. */
async function readIndex(
  path: string,
  { shard: pattern }: WeightsFormat,
): Promise<ReadonlyMap<string, string>> {
  const entries = Object.entries(await readWeightMap(path));
  return new Map(
    entries.map(([name, shard]) => {
      if (typeof shard !== 'string' || !pattern.test(shard)) {
        throw new ModelError(
          `\`${path}\` places tensor \`${name}\` in ${JSON.stringify(shard)}, expected the name of a ` +
            'file of weights beside it. Download it again.',
        );
      }
      return [name, shard];
    }),
  );
}

async function readWeightMap(path: string): Promise<object> {
  try {
    const index: unknown = JSON.parse(await readFile(path, 'utf8'));
    const map = typeof index === 'object' && index !== null && 'weight_map' in index;
    if (map && typeof index.weight_map === 'object' && index.weight_map !== null) {
      return index.weight_map;
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ModelError(`\`${path}\` cannot be read (${reason}). Download it again.`, {
      cause: error,
    });
  }
  throw new ModelError(`\`${path}\` has no \`weight_map\`. Download it again.`);
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
