/** Brings files of weights beside a graph, since ONNX Runtime reads weights from no other folder. */
import { createHash } from 'node:crypto';
import { copyFile, link, mkdir, mkdtemp, realpath, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { formatBytes, freeBytes } from '../disk-space.ts';
import { CopyNeededError, ModelError } from '../model-error.ts';
import type { OnWeights } from '../weights-progress.ts';
import { dropUnused, markUsed, PART } from './kept-weights.ts';

export interface PlacementOptions {
  readonly cacheFolder: string;
  /** Whether the user agreed that files on another disk are copied. */
  readonly allowCopy: boolean;
  readonly onWeights?: OnWeights;
}

/** A file and the name that it must have beside the graph. */
export interface PlacedFile {
  readonly path: string;
  readonly target: string;
}

/**
 * Links the files hard, which costs nothing. Where that is not possible, as from one disk to another, it takes a copy,
 * which stays in the cache folder; throws a `CopyNeededError` where that was not allowed.
 */
export async function placeWeights(
  files: readonly PlacedFile[],
  options: PlacementOptions,
): Promise<void> {
  const left: PlacedFile[] = [];
  for (const file of files) {
    // The Hub's cache names its files by symbolic links, which ONNX Runtime refuses: what they lead to is linked.
    const source = await realpath(file.path);
    if (!(await tryLink(source, file.target))) {
      left.push({ path: source, target: file.target });
    }
  }
  if (left.length > 0) {
    await placeCopies(left, options);
  }
}

async function tryLink(source: string, target: string): Promise<boolean> {
  try {
    await link(source, target);
    return true;
  } catch (error) {
    if (NO_LINK_CODES.has(codeOf(error))) {
      return false;
    }
    throw error;
  }
}

/** Another disk, a file system without hard links, one that forbids them, too many links. */
const NO_LINK_CODES = new Set([
  'EXDEV',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EPERM',
  'EACCES',
  'EMLINK',
]);

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

interface WantedCopy extends PlacedFile {
  /** Where the copy stays. */
  readonly copy: string;
  readonly bytes: number;
}

async function placeCopies(
  files: readonly PlacedFile[],
  { cacheFolder, allowCopy, onWeights = () => {} }: PlacementOptions,
): Promise<void> {
  const folder = join(cacheFolder, 'copies');
  await mkdir(folder, { recursive: true });
  await dropUnused(folder);
  const wanted = await Promise.all(files.map((file) => planCopy(file, folder)));
  const missing: WantedCopy[] = [];
  for (const each of wanted) {
    if ((await sizeOf(each.copy)) !== each.bytes) {
      missing.push(each);
    }
  }
  await expectConsent(missing, cacheFolder, allowCopy);
  await copyAll(missing, folder, onWeights);
  for (const { copy, target } of wanted) {
    await markUsed(copy);
    if (!(await tryLink(copy, target))) {
      await copyFile(copy, target);
    }
  }
}

/** The name of a copy changes with its file. */
async function planCopy(file: PlacedFile, folder: string): Promise<WantedCopy> {
  const { size, mtimeMs } = await stat(file.path);
  const key = createHash('sha256').update(`${file.path}\n${size}\n${mtimeMs}`).digest('hex');
  return { ...file, copy: join(folder, key.slice(0, 32)), bytes: size };
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch {
    return undefined;
  }
}

async function expectConsent(
  missing: readonly WantedCopy[],
  cacheFolder: string,
  allowCopy: boolean,
): Promise<void> {
  const [first] = missing;
  if (first === undefined) {
    return;
  }
  const bytes = missing.reduce((sum, file) => sum + file.bytes, 0);
  const free = await freeBytes(cacheFolder);
  const where =
    `\`${first.path}\` cannot be linked into the cache folder \`${cacheFolder}\`, which is on another disk ` +
    'or on one without hard links.';
  const remedy = 'set the environment variable `P3_CACHE_DIR` to a folder on the disk of the model';
  if (free < bytes) {
    throw new ModelError(
      `${where} A copy needs ${formatBytes(bytes)} there, of which ${formatBytes(free)} are free: make room, or ${remedy}.`,
    );
  }
  if (!allowCopy) {
    throw new CopyNeededError(
      `${where} Scoring needs a copy of ${formatBytes(bytes)} there (${formatBytes(free)} are free): allow it, or ${remedy}.`,
      bytes,
    );
  }
}

async function copyAll(
  files: readonly WantedCopy[],
  folder: string,
  onWeights: OnWeights,
): Promise<void> {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let before = 0;
  for (const { path, copy, bytes } of files) {
    await copyWhole(path, copy, folder, (written) =>
      onWeights({ what: 'Copying the weights', done: before + written, total }),
    );
    before += bytes;
  }
}

const LOOK_INTERVAL_MS = 500;

/** What stands under the name of the copy is always whole. */
async function copyWhole(
  path: string,
  copy: string,
  folder: string,
  onWritten: (bytes: number) => void,
): Promise<void> {
  const temporary = await mkdtemp(join(folder, PART));
  const part = join(temporary, 'copy');
  // The system copies fastest where it is left alone, and tells nothing of it.
  const look = setInterval(async () => onWritten((await sizeOf(part)) ?? 0), LOOK_INTERVAL_MS);
  try {
    await copyFile(path, part);
    await rename(part, copy);
  } finally {
    clearInterval(look);
    await rm(temporary, { recursive: true, force: true });
  }
}
