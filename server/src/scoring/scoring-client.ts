/** The scoring process as its callers see it. */
import { exchange, type ScoringProcess, startScoringProcess } from './running-process.ts';
import type { ScoreReply, ScoreRequest } from './scoring-protocol.ts';

export interface ScoringClient {
  /** Never rejects. Requests run one after another; the process starts with the first. */
  score(request: ScoreRequest, options?: ScoreOptions): Promise<ScoreReply>;
  /** Ends the process; what still waits is cancelled. */
  dispose(): void;
}

export interface ScoreOptions {
  /** Cancelling kills the process, since native code cannot be interrupted; the next request starts another. */
  readonly signal?: AbortSignal;
  /** Counts prompts. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface ScoringClientOptions {
  /** Path of the scoring process's entry: the bundle, or its source where Node runs TypeScript. */
  readonly entry: string;
  /** The Node that runs it, or an Electron that can be Node. */
  readonly execPath: string;
  /** Scores when a request names no folder. */
  readonly embeddedModelFolder: string;
  /** For the graphs of checkpoints while they are loaded; the platform's place for caches when left out. */
  readonly cacheFolder?: string;
  readonly logger: Logger;
}

interface Logger {
  info(message: string): void;
  warn(message: string): void;
}

/** Runs the scoring process: started on demand, killed on cancel, replaced after a crash. */
export function createScoringClient(options: ScoringClientOptions): ScoringClient {
  const disposal = new AbortController();
  let running: ScoringProcess | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  async function runNext(request: ScoreRequest, run: ScoreOptions): Promise<ScoreReply> {
    const signal = AbortSignal.any([disposal.signal, ...(run.signal ? [run.signal] : [])]);
    if (signal.aborted) {
      return { kind: 'cancelled' };
    }
    if (running === undefined || running.hasEnded()) {
      running = startScoringProcess(options);
      options.logger.info(`Started scoring process ${running.child.pid}.`);
    }
    const modelFolder = request.modelFolder ?? options.embeddedModelFolder;
    const reply = await exchange(running, { ...request, modelFolder }, signal, run.onProgress);
    if (reply.kind === 'failed') {
      options.logger.warn(reply.message);
    }
    return request.modelFolder === null ? withoutPath(reply) : reply;
  }

  return {
    score(request, run = {}) {
      const turn = queue.then(() => runNext(request, run));
      queue = turn;
      return untilAborted(turn, run.signal);
    },
    dispose() {
      disposal.abort();
      running?.kill();
    },
  };
}

/** A request that still waits its turn is cancelled at once, too. */
function untilAborted(
  reply: Promise<ScoreReply>,
  signal: AbortSignal | undefined,
): Promise<ScoreReply> {
  if (signal === undefined) {
    return reply;
  }
  return new Promise((resolve, reject) => {
    const cancel = () => resolve({ kind: 'cancelled' });
    signal.addEventListener('abort', cancel, { once: true });
    reply.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
}

function withoutPath(reply: ScoreReply): ScoreReply {
  return reply.kind === 'scored' ? { ...reply, model: { ...reply.model, path: null } } : reply;
}
