import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type KeyedScore, ScoreLog } from './score-log.ts';
import { ScoreTable } from './score-table.ts';
import { SCORES_ENDING, trimCache } from './trim-cache.ts';

/** Scores of one model, kept over the end of the process and shared with the other processes on this machine. */
export interface ScoreCache {
  get(key: Buffer): number | undefined;
  /** Keeps finite scores: at once in memory, on disk when it resolves. A score that is not finite is computed anew. */
  add(scores: readonly KeyedScore[]): Promise<void>;
  /** Takes in what other processes have added. */
  refresh(): Promise<void>;
  /** Why scores are not kept on disk, as a sentence; undefined while they are. Scores stay in memory all the same. */
  problem(): string | undefined;
}

export interface ScoreCacheOptions {
  /** For the files of all models. */
  readonly folder: string;
  /** What decides a score beside the tokens; scores of another context are in another file. */
  readonly context: string;
  /** Of all files together. */
  readonly maxBytes: number;
}

/** A cache that cannot be read or written costs time alone: it works in memory, and says so. */
export async function openScoreCache(options: ScoreCacheOptions): Promise<ScoreCache> {
  const cache = new FileScoreCache(options);
  await cache.refresh();
  await cache.trim();
  return cache;
}

class FileScoreCache implements ScoreCache {
  readonly #folder: string;
  readonly #maxBytes: number;
  readonly #log: ScoreLog;
  readonly #table = new ScoreTable();
  #bytesSinceTrim = 0;
  #problem: string | undefined;

  constructor({ folder, context, maxBytes }: ScoreCacheOptions) {
    const name = createHash('sha256').update(context).digest('hex').slice(0, 32);
    this.#folder = folder;
    this.#maxBytes = maxBytes;
    this.#log = new ScoreLog(join(folder, `${name}${SCORES_ENDING}`));
  }

  get(key: Buffer): number | undefined {
    return this.#table.get(key);
  }

  async add(scores: readonly KeyedScore[]): Promise<void> {
    const finite = scores.filter(([, value]) => Number.isFinite(value));
    for (const [key, value] of finite) this.#table.set(key, 0, value);
    if (this.#problem !== undefined || finite.length === 0) return;
    await this.#guard(async () => {
      this.#bytesSinceTrim += await this.#log.append(finite);
      if (this.#bytesSinceTrim > this.#maxBytes / 16) await this.trim();
    });
  }

  async refresh(): Promise<void> {
    // A disk that was full may have room again.
    this.#problem = undefined;
    await this.#guard(() =>
      this.#log.readNew((bytes, at, value) => this.#table.set(bytes, at, value)),
    );
  }

  async trim(): Promise<void> {
    this.#bytesSinceTrim = 0;
    await this.#guard(async () => {
      await this.#log.touch();
      await trimCache(this.#folder, this.#maxBytes, this.#log.path);
    });
  }

  problem(): string | undefined {
    return this.#problem;
  }

  async #guard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#problem = describe(error, this.#folder);
    }
  }
}

function describe(error: unknown, folder: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const isFull = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
  const message = error instanceof Error ? error.message : String(error);
  const reason = isFull ? `the disk of \`${folder}\` is full` : `\`${folder}\`: ${message}`;
  return (
    `Scores cannot be kept (${reason}): this run goes on, but would have to be done again. ` +
    'Make room, or set the environment variable `P3_CACHE_DIR` to another folder.'
  );
}
