/** A model on disk: a folder in the layout of Hugging Face optimum, checked before anything is loaded. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ModelError } from './model-error.ts';
import { parseT5Config, type T5Config } from './t5-config.ts';

export interface ModelFolder {
  readonly path: string;
  /** For people: the model's own name, else the folder's. */
  readonly name: string;
  readonly config: T5Config;
  readonly encoderPath: string;
  readonly decoderPath: string;
  /** Contents of `tokenizer.json` and of `tokenizer_config.json` (empty when there is none). */
  readonly tokenizer: object;
  readonly tokenizerConfig: object;
  /** Changes whenever one of the files does. */
  readonly fingerprint: string;
}

/** Throws a `ModelError` that names the first thing missing or broken. */
export async function openModelFolder(path: string): Promise<ModelFolder> {
  await expectFolder(path);
  const config = parseT5Config(await readJson(path, 'config.json'), join(path, 'config.json'));
  const tokenizer = await readJson(path, 'tokenizer.json');
  const hasTokenizerConfig = (await statFile(join(path, 'tokenizer_config.json'))) !== undefined;
  const tokenizerConfig = hasTokenizerConfig ? await readJson(path, 'tokenizer_config.json') : {};
  const encoderPath = await findGraph(path, ['encoder_model.onnx']);
  const decoderPath = await findGraph(path, ['decoder_model.onnx', 'decoder_model_merged.onnx']);
  return {
    path,
    name: basename(config.nameOrPath ?? '') || basename(path),
    config,
    encoderPath,
    decoderPath,
    tokenizer,
    tokenizerConfig,
    fingerprint: await fingerprintOf(new Set([path, dirname(encoderPath), dirname(decoderPath)])),
  };
}

const LAYOUT =
  'A model is a folder with `config.json`, `tokenizer.json`, `encoder_model.onnx` and ' +
  '`decoder_model.onnx` (or `decoder_model_merged.onnx`), as `optimum-cli export onnx` writes it.';

async function expectFolder(path: string): Promise<void> {
  const found = await statFile(path);
  if (found === undefined) {
    throw new ModelError(`The model folder \`${path}\` does not exist. ${LAYOUT}`);
  }
  if (!found.isDirectory()) {
    throw new ModelError(`\`${path}\` is a file, not a model folder. ${LAYOUT}`);
  }
}

/** Graphs lie in the folder itself or, as transformers.js wants them, in `onnx/`. */
async function findGraph(folder: string, names: readonly string[]): Promise<string> {
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
  throw new ModelError(`\`${names[0]}\` is missing in the model folder \`${folder}\`. ${LAYOUT}`);
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
