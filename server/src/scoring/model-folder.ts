/** A model on disk: a Hugging Face checkpoint or what optimum exports of one, checked before anything is loaded. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { checkpointFiles } from './checkpoint/open-checkpoint.ts';
import { parseT5Architecture, type T5Architecture } from './checkpoint/t5-architecture.ts';
import { ModelError } from './model-error.ts';
import type { Precision } from './scoring-protocol.ts';
import { convertSpiece } from './spiece.ts';
import { NO_FLOAT16, parseT5Config, type T5Config } from './t5-config.ts';

export interface ModelFolder {
  readonly path: string;
  /** For people: the model's own name, else the folder's. */
  readonly name: string;
  readonly config: T5Config;
  readonly weights: OptimumGraphs | CheckpointWeights;
  readonly tokenizer: TokenizerFiles;
  /** Changes whenever one of the files does. */
  readonly fingerprint: string;
}

export interface TokenizerFiles {
  /** For messages: the file that the user knows. */
  readonly path: string;
  /** Contents of `tokenizer.json`, or what stands for it, and of `tokenizer_config.json` (empty when there is none). */
  readonly description: object;
  readonly config: object;
}

/** Graphs as `optimum-cli export onnx` or transformers.js name them. */
export interface OptimumGraphs {
  readonly kind: 'optimum';
  readonly precision: GraphPrecision;
  readonly encoderPath: string;
  readonly decoderPath: string;
}

/** Weights as they are downloaded; the graphs are ours. */
export interface CheckpointWeights {
  readonly kind: 'checkpoint';
  readonly architecture: T5Architecture;
}

/** How the weights of exported graphs multiply. */
export type GraphPrecision = 'fp32' | 'int8' | 'int4';

/** Throws a `ModelError` that names the first thing missing or broken. */
export async function openModelFolder(
  path: string,
  precision: Precision = 'auto',
): Promise<ModelFolder> {
  await expectFolder(path);
  const configJson = await readJson(path, 'config.json');
  const config = parseT5Config(configJson, join(path, 'config.json'));
  const tokenizer = await readTokenizer(path);
  const weights = await findWeights(path, configJson, config, precision);
  return {
    path,
    name: basename(config.nameOrPath ?? '') || basename(path),
    config,
    weights,
    tokenizer,
    fingerprint: await fingerprintOf(foldersOf(path, weights)),
  };
}

const LAYOUT =
  'A model is a folder with `config.json`, `tokenizer.json` or `spiece.model`, and the weights: `model.safetensors` or ' +
  '`pytorch_model.bin` (or its parts with their index) as downloaded from Hugging Face, or `encoder_model.onnx` and ' +
  '`decoder_model.onnx` (or `decoder_model_merged.onnx`) as `optimum-cli export onnx` writes them.';

/** `tokenizer.json` goes first: what was fitted to a model stands there. */
async function readTokenizer(folder: string): Promise<TokenizerFiles> {
  const hasConfig = (await statFile(join(folder, 'tokenizer_config.json'))) !== undefined;
  const config = hasConfig ? await readJson(folder, 'tokenizer_config.json') : {};
  const path = join(folder, 'tokenizer.json');
  const spiece = join(folder, 'spiece.model');
  const isSpieceAlone =
    (await statFile(path)) === undefined && (await statFile(spiece)) !== undefined;
  return isSpieceAlone
    ? { path: spiece, description: await readSpiece(spiece, config), config }
    : { path, description: await readJson(folder, 'tokenizer.json'), config };
}

/** How many `<extra_id_…>` a T5 has beside its pieces, where its configuration does not say. */
const EXTRA_IDS = 100;

async function readSpiece(path: string, config: object): Promise<object> {
  const extraIds = 'extra_ids' in config ? config.extra_ids : EXTRA_IDS;
  try {
    return convertSpiece(
      await readFile(path),
      typeof extraIds === 'number' && extraIds >= 0 && extraIds <= 1000 ? extraIds : EXTRA_IDS,
    );
  } catch (error) {
    const message = `\`${path}\` cannot be used (${messageOf(error)}). Copy it again from where the model comes from.`;
    throw new ModelError(message, { cause: error });
  }
}

async function expectFolder(path: string): Promise<void> {
  const found = await statFile(path);
  if (found === undefined) {
    throw new ModelError(`The model folder \`${path}\` does not exist. ${LAYOUT}`);
  }
  if (!found.isDirectory()) {
    throw new ModelError(`\`${path}\` is a file, not a model folder. ${LAYOUT}`);
  }
}

/** The endings of graphs' names, as optimum and transformers.js have them; the first that is there counts. */
const VARIANTS: Readonly<Record<GraphPrecision | 'fp16', readonly string[]>> = {
  fp32: [''],
  int8: ['_quantized', '_int8', '_uint8'],
  int4: ['_q4', '_bnb4'],
  fp16: ['_fp16', '_q4f16'],
};

/** Graphs go before a checkpoint beside them: somebody exported them for a reason. */
async function findWeights(
  folder: string,
  configJson: object,
  config: T5Config,
  precision: Precision,
): Promise<OptimumGraphs | CheckpointWeights> {
  const graphs = await findGraphs(folder, precision);
  if (graphs !== undefined) {
    return graphs;
  }
  if ((await findFile(folder, checkpointFiles)) !== undefined) {
    const architecture = parseT5Architecture(configJson, join(folder, 'config.json'), config);
    return { kind: 'checkpoint', architecture };
  }
  throw new ModelError(await describeMissing(folder, precision));
}

async function findGraphs(
  folder: string,
  precision: Precision,
): Promise<OptimumGraphs | undefined> {
  for (const each of wantedVariants(precision)) {
    for (const ending of VARIANTS[each]) {
      const { encoderPath, decoderPath } = await findPair(folder, ending);
      if (encoderPath !== undefined && decoderPath !== undefined) {
        return { kind: 'optimum', precision: each, encoderPath, decoderPath };
      }
    }
  }
  return undefined;
}

function wantedVariants(precision: Precision): readonly GraphPrecision[] {
  switch (precision) {
    case 'auto':
      return ['fp32', 'int8', 'int4'];
    case 'int8-wo-fp32':
      return [];
    default:
      return [precision];
  }
}

async function findPair(folder: string, ending: string) {
  const decoders = ['decoder_model', 'decoder_model_merged'];
  return {
    encoderPath: await findFile(folder, [`encoder_model${ending}.onnx`]),
    decoderPath: await findFile(
      folder,
      decoders.map((name) => `${name}${ending}.onnx`),
    ),
  };
}

async function describeMissing(folder: string, precision: Precision): Promise<string> {
  const plain = await findPair(folder, '');
  if (plain.encoderPath !== undefined && plain.decoderPath !== undefined) {
    return (
      `The ONNX model in \`${folder}\` has no variant in ${precision}. Choose another precision, or the model as a ` +
      'checkpoint, which is quantized when it is loaded.'
    );
  }
  for (const ending of VARIANTS.fp16) {
    if ((await findPair(folder, ending)).encoderPath !== undefined) {
      return `The ONNX model in \`${folder}\` computes in float16. ${NO_FLOAT16}`;
    }
  }
  const missing =
    plain.encoderPath === undefined && plain.decoderPath === undefined
      ? ['model.safetensors', 'encoder_model.onnx']
      : [plain.encoderPath === undefined ? 'encoder_model.onnx' : 'decoder_model.onnx'];
  const names = missing.map((name) => `\`${name}\``).join(' or ');
  return `${names} is missing in the model folder \`${folder}\`. ${LAYOUT}`;
}

/** In the folder itself or, as transformers.js wants graphs, in `onnx/`. */
async function findFile(folder: string, names: readonly string[]): Promise<string | undefined> {
  for (const name of names) {
    for (const path of [join(folder, name), join(folder, 'onnx', name)]) {
      const found = await statFile(path);
      if (found?.size === 0) {
        throw new ModelError(`\`${path}\` is empty. Export or copy the model again.`);
      }
      if (found?.isFile()) {
        return path;
      }
    }
  }
  return undefined;
}

function foldersOf(path: string, weights: OptimumGraphs | CheckpointWeights): ReadonlySet<string> {
  return new Set(
    weights.kind === 'optimum'
      ? [path, dirname(weights.encoderPath), dirname(weights.decoderPath)]
      : [path],
  );
}

async function readJson(folder: string, name: string): Promise<object> {
  const path = join(folder, name);
  if ((await statFile(path)) === undefined) {
    throw new ModelError(`\`${name}\` is missing in the model folder \`${folder}\`. ${LAYOUT}`);
  }
  const value = parseJson(path, await readText(path));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ModelError(`\`${path}\` holds no JSON object. Export or copy the model again.`);
  }
  return value;
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new ModelError(`\`${path}\` cannot be read: ${messageOf(error)}.`, { cause: error });
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = `\`${path}\` is not valid JSON (${messageOf(error)}). Export or copy the model again.`;
    throw new ModelError(message, { cause: error });
  }
}

async function statFile(path: string) {
  try {
    return await stat(path);
  } catch {
    return undefined;
  }
}

/** Name, size and time of every file, external data included. */
async function fingerprintOf(folders: ReadonlySet<string>): Promise<string> {
  const lines: string[] = [];
  for (const folder of folders) {
    for (const name of (await readdir(folder)).sort()) {
      const found = await statFile(join(folder, name));
      lines.push(`${join(folder, name)} ${found?.size} ${found?.mtimeMs}`);
    }
  }
  return lines.join('\n');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
