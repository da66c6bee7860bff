import { appendFile, constants, copyFile, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { formatBytes, freeBytes } from '../disk-space.ts';
import { labelScoreAddition } from '../graph/label-scores.ts';
import { ModelError } from '../model-error.ts';
import { withGraphFolder } from './graph-folder.ts';
import { type PlacementOptions, placeWeights } from './place-weights.ts';

/** An exported decoder that gives log-probabilities of labels, with its external data beside it. */
export interface LabelScoreDecoder {
  readonly decoderPath: string;
  /** To be called once the graph is loaded. */
  remove(): Promise<void>;
}

/** Copies the decoder into a new folder in the cache folder, and adds to the copy: see `labelScoreAddition`. */
export function writeLabelScoreDecoder(
  path: string,
  options: PlacementOptions,
): Promise<LabelScoreDecoder> {
  return withGraphFolder(options.cacheFolder, async (folder) => {
    await expectRoom(path, options.cacheFolder);
    const decoderPath = join(folder, 'decoder.onnx');
    await copyFile(path, decoderPath, constants.COPYFILE_FICLONE);
    await appendFile(decoderPath, labelScoreAddition());
    const data = await findExternalData(dirname(path));
    await placeWeights(
      data.map((name) => ({ path: join(dirname(path), name), target: join(folder, name) })),
      options,
    );
    return { decoderPath };
  });
}

async function expectRoom(path: string, cacheFolder: string): Promise<void> {
  const { size } = await stat(path);
  const free = await freeBytes(cacheFolder);
  if (free < size) {
    throw new ModelError(
      `\`${path}\` needs a copy of ${formatBytes(size)} in the cache folder \`${cacheFolder}\`, where ` +
        `${formatBytes(free)} are free. Make room, or set the environment variable \`P3_CACHE_DIR\` to another folder.`,
    );
  }
}

/** External data goes by any name: all that it cannot be is left out. */
async function findExternalData(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory() && !NO_DATA.test(entry.name))
    .map(({ name }) => name);
}

const NO_DATA =
  /^\.|^(pytorch_model|tf_model|flax_model|spiece)|\.(onnx|json|md|txt|safetensors|model|h5|msgpack)$/i;
