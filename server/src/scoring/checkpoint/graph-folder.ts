import { link, mkdir, mkdtemp, readdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildEncoderGraph } from '../graph/encoder-graph.ts';
import { encodeOnnxModel } from '../graph/onnx-model.ts';
import { buildTreeDecoderGraph } from '../graph/tree-decoder-graph.ts';
import { ModelError } from '../model-error.ts';
import type { Checkpoint } from './open-checkpoint.ts';
import type { T5Architecture } from './t5-architecture.ts';

/** A folder with both graphs beside hard links to the weights: ONNX Runtime reads none from elsewhere. */
export interface GraphFolder {
  readonly encoderPath: string;
  readonly decoderPath: string;
  /** To be called once the graphs are loaded; a link left behind would keep a deleted model on the disk. */
  remove(): Promise<void>;
}

/** Writes the graphs of a checkpoint into a new folder in `cacheFolder`. */
export async function writeGraphFolder(
  cacheFolder: string,
  architecture: T5Architecture,
  checkpoint: Checkpoint,
): Promise<GraphFolder> {
  const files = [...new Set([...checkpoint.values()].map(({ path }) => path))];
  const locationOf = (path: string) => `weights-${files.indexOf(path)}.safetensors`;
  const source = { checkpoint, locationOf };
  const graphs = {
    encoder: encodeOnnxModel(buildEncoderGraph(architecture, source)),
    decoder: encodeOnnxModel(buildTreeDecoderGraph(architecture, source)),
  };
  const folder = await createFolder(cacheFolder);
  const remove = () => rm(folder, { recursive: true, force: true }).catch(() => {});
  const [encoderPath, decoderPath] = [join(folder, 'encoder.onnx'), join(folder, 'decoder.onnx')];
  try {
    for (const path of files) {
      await linkWeights(path, join(folder, locationOf(path)), cacheFolder);
    }
    await writeFile(encoderPath, graphs.encoder);
    await writeFile(decoderPath, graphs.decoder);
  } catch (error) {
    await remove();
    throw toModelError(error, `The graphs cannot be written to \`${folder}\``);
  }
  return { encoderPath, decoderPath, remove };
}

const PREFIX = 'graphs-';

async function createFolder(cacheFolder: string): Promise<string> {
  try {
    await mkdir(cacheFolder, { recursive: true });
    await removeLeftovers(cacheFolder);
    return await mkdtemp(join(cacheFolder, PREFIX));
  } catch (error) {
    throw toModelError(error, `The cache folder \`${cacheFolder}\` cannot be used`);
  }
}

const LEFTOVER_AGE_MS = 24 * 60 * 60 * 1000;

/** Folders of processes that were killed while they loaded a model. */
async function removeLeftovers(cacheFolder: string): Promise<void> {
  const names = (await readdir(cacheFolder)).filter((name) => name.startsWith(PREFIX));
  for (const name of names) {
    const path = join(cacheFolder, name);
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > LEFTOVER_AGE_MS) {
      await rm(path, { recursive: true, force: true }).catch(() => {});
    }
  }
}

/** The Hub's cache names its files by symbolic links, which ONNX Runtime refuses: what they lead to is linked. */
async function linkWeights(path: string, target: string, cacheFolder: string): Promise<void> {
  try {
    await link(await realpath(path), target);
  } catch (error) {
    const isElsewhere = error instanceof Error && 'code' in error && error.code === 'EXDEV';
    throw new ModelError(
      isElsewhere
        ? `\`${path}\` and the cache folder \`${cacheFolder}\` are on different disks, where no hard link ` +
            'is possible. Set the environment variable `P3_CACHE_DIR` to a folder on the disk of the model.'
        : `No hard link to \`${path}\` can be made in \`${cacheFolder}\` (${messageOf(error)}). ` +
            'Copy the model to a folder of your own, on a disk with hard links.',
      { cause: error },
    );
  }
}

function toModelError(error: unknown, what: string): ModelError {
  return error instanceof ModelError
    ? error
    : new ModelError(
        `${what} (${messageOf(error)}). Set the environment variable \`P3_CACHE_DIR\` to another folder.`,
        { cause: error },
      );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
