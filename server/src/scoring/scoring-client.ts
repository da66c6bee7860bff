/** The scoring process as its callers see it. */
import { OpenRequests } from '../process/open-requests.ts';
import type { CallProgress, ProcessState } from './process-messages.ts';
import { type ScoringProcess, startScoringProcess } from './running-process.ts';
import type { ProcessRequest, PromptScore, ScoreReply, ScoreRequest } from './scoring-protocol.ts';
import type { OnWeights } from './weights-progress.ts';

export interface ScoringClient {
  /** Never rejects. Requests run one after another; the process starts with the first. */
  score(request: ScoreRequest, options?: ScoreOptions): Promise<ScoreReply>;
  /** What the process tells of itself; undefined where none runs. */
  inspect(): Promise<ProcessState | undefined>;
  /** Ends the process at once and with it the model; what runs or waits is cancelled. The next request starts another. */
  stop(): void;
  /** Ends the process for good. */
  dispose(): void;
}

export interface ScoreOptions {
  /**
   * Cancelling answers at once. The part that the model works on ends unseen, so that gigabytes need not be loaded
   * again; to be rid of the process there is `stop`.
   */
  readonly signal?: AbortSignal;
  /** Counts prompts. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly onWeights?: OnWeights;
}

export interface ScoringClientOptions {
  /** Path of the scoring process's entry: the bundle, or its source where Node runs TypeScript. */
  readonly entry: string;
  /** The Node that runs it, or an Electron that can be Node. */
  readonly execPath: string;
  /** Scores when a request names no folder. */
  readonly embeddedModelFolder: string;
  /** For scores, and for the graphs of checkpoints while they are loaded; the platform's place for caches when left out. */
  readonly cacheFolder?: string;
  /** Where *P3: Set up CUDA* puts ONNX Runtime with its CUDA part; nothing may be there. */
  readonly cudaFolder?: string;
  /** A process without work ends after so long, and gives back its memory. */
  readonly idleMs?: number;
  readonly logger: Logger;
}

interface Logger {
  info(message: string): void;
  warn(message: string): void;
}

const DEFAULT_IDLE_MS = 10 * 60_000;

/** So many prompts travel at once, which bounds the memory that a message takes. */
const CHUNK_PROMPTS = 256;

/** Runs the scoring process: one for the model in use, started on demand, ended when idle, replaced after a crash. */
export function createScoringClient(options: ScoringClientOptions): ScoringClient {
  const lives = new ProcessKeeper(options);
  const requests = new OpenRequests();
  let queue: Promise<unknown> = Promise.resolve();

  async function runNext(request: ScoreRequest, run: RunOptions): Promise<ScoreReply> {
    if (run.signal.aborted) {
      return { kind: 'cancelled' };
    }
    const isEmbedded = request.modelFolder === null;
    const modelFolder = request.modelFolder ?? options.embeddedModelFolder;
    // Nobody need be asked for a copy of a few megabytes of our own.
    const allowCopy = request.allowCopy || isEmbedded;
    const reply = await lives.use(modelFolder, (running) =>
      scoreInChunks(running, { ...request, modelFolder, allowCopy }, run),
    );
    if (reply.kind === 'failed') {
      options.logger.warn(reply.message);
    }
    return isEmbedded ? withoutPath(reply) : reply;
  }

  return {
    score(request, { signal, onProgress, onWeights } = {}) {
      const start = (own: AbortSignal) => {
        const turn = queue.then(() => runNext(request, { signal: own, onProgress, onWeights }));
        queue = turn;
        return turn;
      };
      // A request that still waits its turn is cancelled at once, too.
      return requests.run(signal, start, () => ({ kind: 'cancelled' }));
    },
    inspect: () => lives.inspect(),
    stop() {
      requests.abortAll();
      lives.kill();
    },
    dispose() {
      requests.close();
      lives.kill();
    },
  };
}

interface RunOptions {
  readonly signal: AbortSignal;
  readonly onProgress: ScoreOptions['onProgress'] | undefined;
  readonly onWeights: ScoreOptions['onWeights'] | undefined;
}

/** At most one process at a time: two models may not fit in memory together. */
class ProcessKeeper {
  readonly #options: ScoringClientOptions;
  #running: ScoringProcess | undefined;
  #modelFolder = '';
  #idle: NodeJS.Timeout | undefined;

  constructor(options: ScoringClientOptions) {
    this.#options = options;
  }

  async use<Result>(
    modelFolder: string,
    work: (running: ScoringProcess) => Promise<Result>,
  ): Promise<Result> {
    clearTimeout(this.#idle);
    const running = this.#processFor(modelFolder);
    try {
      return await work(running);
    } finally {
      this.#idle = setTimeout(
        () => this.#endIdle(running),
        this.#options.idleMs ?? DEFAULT_IDLE_MS,
      );
      this.#idle.unref();
    }
  }

  async inspect(): Promise<ProcessState | undefined> {
    return this.#running?.hasEnded() === false ? this.#running.inspect() : undefined;
  }

  kill(): void {
    clearTimeout(this.#idle);
    this.#running?.kill();
  }

  #processFor(modelFolder: string): ScoringProcess {
    if (this.#modelFolder !== modelFolder) {
      this.#running?.kill();
    }
    if (this.#running === undefined || this.#running.hasEnded()) {
      this.#running = startScoringProcess(this.#options);
      this.#modelFolder = modelFolder;
      this.#options.logger.info(`Started scoring process ${this.#running.pid}.`);
    }
    return this.#running;
  }

  #endIdle(running: ScoringProcess): void {
    if (!running.hasEnded()) {
      this.#options.logger.info(`Ended scoring process ${running.pid}: it had nothing to do.`);
      running.kill();
    }
  }
}

async function scoreInChunks(
  running: ScoringProcess,
  request: ProcessRequest,
  { signal, onProgress, onWeights }: RunOptions,
): Promise<ScoreReply> {
  const total = request.prompts.length;
  const scores: PromptScore[] = [];
  // A request without prompts has a model to tell of, too.
  for (let start = 0; start === 0 || start < total; start += CHUNK_PROMPTS) {
    const prompts = request.prompts.slice(start, start + CHUNK_PROMPTS);
    const report = (each: CallProgress) =>
      each.kind === 'prompts' ? onProgress?.(start + each.done, total) : onWeights?.(each.progress);
    const reply = await running.score({ ...request, prompts }, signal, report);
    if (reply.kind !== 'scored') return reply;
    scores.push(...reply.prompts);
    if (scores.length >= total) return { ...reply, prompts: scores };
  }
  return { kind: 'failed', message: 'The scoring process left prompts out. Score again.' };
}

function withoutPath(reply: ScoreReply): ScoreReply {
  return reply.kind === 'scored' ? { ...reply, model: { ...reply.model, path: null } } : reply;
}
