import { readdir, readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';

/** A T5 model on this machine. */
export interface LocalModel {
  readonly name: string;
  readonly folder: string;
  /** Bytes of its files. */
  readonly bytes: number;
  readonly from: 'downloaded' | 'hub-cache';
}

/** Where the Hugging Face libraries keep models, as `huggingface_hub.constants` reads the variables. */
export function hubCacheFolder(environment: NodeJS.ProcessEnv, home = homedir()): string {
  const { HF_HUB_CACHE, HUGGINGFACE_HUB_CACHE, HF_HOME, XDG_CACHE_HOME } = environment;
  const hubHome = HF_HOME || join(XDG_CACHE_HOME || join(home, '.cache'), 'huggingface');
  return HF_HUB_CACHE || HUGGINGFACE_HUB_CACHE || join(hubHome, 'hub');
}

/** The T5 models that were downloaded here or by the Hugging Face libraries. */
export async function findLocalModels(
  downloads: string,
  hubCache: string,
): Promise<readonly LocalModel[]> {
  const own = await subfolders(downloads);
  const cached = (await subfolders(hubCache)).filter((it) => basename(it).startsWith('models--'));
  const found = await Promise.all([
    ...own.map((folder) => readModel(folder, basename(folder).replace('--', '/'), 'downloaded')),
    ...cached.map(readCached),
  ]);
  return found.flatMap((model) => model ?? []);
}

/** Of several snapshots the one that was used last. */
async function readCached(folder: string): Promise<LocalModel | undefined> {
  const name = basename(folder).slice('models--'.length).replace('--', '/');
  const snapshots = await Promise.all(
    (await subfolders(join(folder, 'snapshots'))).map(async (path) => ({
      path,
      time: (await stat(path)).mtimeMs,
    })),
  );
  const [newest] = snapshots.sort((a, b) => b.time - a.time);
  return newest && readModel(newest.path, name, 'hub-cache');
}

async function readModel(
  folder: string,
  name: string,
  from: LocalModel['from'],
): Promise<LocalModel | undefined> {
  const text = await readFile(join(folder, 'config.json'), 'utf8').catch(() => undefined);
  if (text === undefined || !isT5(text)) return undefined;
  const names = await readdir(folder);
  const hasWeights = names.some((it) => /\.(?:safetensors|bin|onnx)$/.test(it) || it === 'onnx');
  if (!hasWeights || names.some((it) => it.endsWith('.part'))) return undefined;
  const sizes = await Promise.all(
    names.map(async (it) => (await stat(join(folder, it)).catch(() => undefined))?.size ?? 0),
  );
  return { name, folder, from, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

function isT5(config: string): boolean {
  try {
    const json: { readonly model_type?: unknown } = Object(JSON.parse(config));
    return json.model_type === 't5';
  } catch {
    return false;
  }
}

async function subfolders(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
}
