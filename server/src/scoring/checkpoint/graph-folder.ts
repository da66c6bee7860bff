import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildEncoderGraph } from '../graph/encoder-graph.ts';
import { encodeOnnxModel } from '../graph/onnx-model.ts';
import { buildTreeDecoderGraph } from '../graph/tree-decoder-graph.ts';
import { ModelError } from '../model-error.ts';
import type { Checkpoint } from './open-checkpoint.ts';
import { type PlacementOptions, placeWeights } from './place-weights.ts';
import type { T5Architecture } from './t5-architecture.ts';

/** A folder with both graphs beside the weights: ONNX Runtime reads none from elsewhere. */
export interface GraphFolder {
  readonly encoderPath: string;
  readonly decoderPath: string;
  /** To be called once the graphs are loaded; a link left behind would keep a deleted model on the disk. */
  remove(): Promise<void>;
}

export interface GraphFolderOptions extends PlacementOptions {
  readonly architecture: T5Architecture;
  readonly checkpoint: Checkpoint;
  /** Whether activations of int8 layers have 7 bits, for devices on which 8 are too many. */
  readonly hasNarrowActivations: boolean;
}

/** Writes the graphs of a checkpoint into a new folder in the cache folder. */
export async function writeGraphFolder(options: GraphFolderOptions): Promise<GraphFolder> {
  const { architecture, checkpoint, cacheFolder, hasNarrowActivations } = options;
  const files = [...new Set([...checkpoint.values()].map(({ path }) => path))];
  const locationOf = (path: string) => `weights-${files.indexOf(path)}`;
  const source = { checkpoint, locationOf, hasNarrowActivations };
  const graphs = {
    encoder: encodeOnnxModel(buildEncoderGraph(architecture, source)),
    decoder: encodeOnnxModel(buildTreeDecoderGraph(architecture, source)),
  };
  return await withGraphFolder(cacheFolder, async (folder) => {
    await placeWeights(
      files.map((path) => ({ path, target: join(folder, locationOf(path)) })),
      options,
    );
    const [encoderPath, decoderPath] = [join(folder, 'encoder.onnx'), join(folder, 'decoder.onnx')];
    await writeFile(encoderPath, graphs.encoder);
    await writeFile(decoderPath, graphs.decoder);
    return { encoderPath, decoderPath };
  });
}

/** Fills a new folder, which is removed where that fails, with a `ModelError`. */
export async function withGraphFolder<Content>(
  cacheFolder: string,
  fill: (folder: string) => Promise<Content>,
): Promise<Content & Pick<GraphFolder, 'remove'>> {
  const folder = await createFolder(cacheFolder);
  const remove = () => rm(folder, { recursive: true, force: true }).catch(() => {});
  try {
    return { ...(await fill(folder)), remove };
  } catch (error) {
    await remove();
    throw toModelError(error, `The graphs cannot be written to \`${folder}\``);
  }
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
