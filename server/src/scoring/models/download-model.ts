import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { formatBytes, freeBytes } from '../disk-space.ts';
import { DownloadError, type DownloadOptions, downloadFile } from './download-file.ts';
import { chooseFiles, type ModelFile, readListing } from './model-files.ts';

/** What is going to be downloaded: what the user is asked about before it happens. */
export interface DownloadPlan {
  /** On the Hub. */
  readonly id: string;
  readonly files: readonly ModelFile[];
  readonly bytes: number;
  /** Bytes that are not there yet. */
  readonly missing: number;
  readonly folder: string;
}

export interface ModelStore {
  /** Asks the Hub for the files of a model. Throws a `DownloadError`. */
  plan(id: string): Promise<DownloadPlan>;
  /** Downloads what is missing; answers the folder. Throws a `DownloadError`, or what aborted it. */
  download(plan: DownloadPlan, run: DownloadRun): Promise<string>;
}

export interface DownloadRun {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

export interface ModelStoreOptions extends Pick<DownloadOptions, 'fetch' | 'wait'> {
  readonly endpoint: URL;
  /** Where each model has a folder of its own. */
  readonly folder: string;
}

export function createModelStore(options: ModelStoreOptions): ModelStore {
  const { endpoint, fetch, wait } = options;
  const addressOf = (path: string) => new URL(`${endpoint.href.replace(/\/$/, '')}/${path}`);
  return {
    async plan(id) {
      if (!/^\w[\w.-]*\/\w[\w.-]*$/.test(id)) {
        throw new DownloadError(`\`${id}\` is no name of a model: \`owner/name\` is expected.`);
      }
      const listing = await readTree(
        addressOf(`api/models/${id}/tree/main?recursive=true`),
        options,
      );
      const files = chooseFiles(listing);
      if (typeof files === 'string') throw new DownloadError(`\`${id}\` cannot be used. ${files}`);
      const folder = join(options.folder, id.replace('/', '--'));
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
      const there = await Promise.all(files.map((file) => bytesThere(folder, file)));
      return { id, files, bytes, missing: bytes - sum(there), folder };
    },
    async download({ id, files, bytes, missing, folder }, { signal, onProgress }) {
      await mkdir(folder, { recursive: true });
      const free = await freeBytes(folder);
      if (free < missing) {
        throw new DownloadError(
          `\`${id}\` needs ${formatBytes(missing)} in \`${folder}\`, where ${formatBytes(free)} are free. Make room, or set \`P3_CACHE_DIR\` to a folder on another disk.`,
        );
      }
      let before = 0;
      for (const file of files) {
        const target = join(folder, file.path);
        if (!(await isThere(target, file))) {
          await mkdir(dirname(target), { recursive: true });
          const done = before;
          await downloadFile(addressOf(`${id}/resolve/main/${file.path}`), file, target, {
            ...{ fetch, wait, signal },
            onProgress: (own) => onProgress(done + own, bytes),
          });
        }
        before += file.bytes;
        onProgress(before, bytes);
      }
      return folder;
    },
  };
}

async function readTree(url: URL, { fetch }: ModelStoreOptions): Promise<readonly ModelFile[]> {
  let response: Response;
  try {
    response = await fetch(url, {});
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DownloadError(`The Hub at \`${url.host}\` cannot be reached: ${reason}.`, {
      cause: error,
    });
  }
  if (response.status === 401 || response.status === 404) {
    throw new DownloadError(
      `The Hub knows no such model, or it needs a permission (status ${response.status}). A token is set with *P3: Set Hub token*.`,
    );
  }
  if (!response.ok)
    throw new DownloadError(`The Hub answers with status ${response.status}. Try again later.`);
  const listing = readListing(await response.json().catch(() => undefined));
  if (listing === undefined)
    throw new DownloadError('The Hub answers with something else than a list of files.');
  return listing;
}

async function bytesThere(folder: string, file: ModelFile): Promise<number> {
  const target = join(folder, file.path);
  if (await isThere(target, file)) return file.bytes;
  const part = await stat(`${target}.part`).catch(() => undefined);
  return Math.min(part?.size ?? 0, file.bytes);
}

/** A file has its name once its checksum was right. */
async function isThere(target: string, { bytes }: ModelFile): Promise<boolean> {
  const found = await stat(target).catch(() => undefined);
  return found?.size === bytes;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
