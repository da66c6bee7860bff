/** The render process as its callers see it. */
import { OpenRequests } from '../../process/open-requests.ts';
import type { RenderReply, RenderRequest, RowRender, TemplateRender } from './protocol.ts';
import { type RenderProcess, startRenderProcess } from './running-process.ts';
import type { ChildOptions } from './start-child.ts';

export interface RenderClient {
  /** Never rejects. Requests run one after another; the process starts with the first. Aborting answers at once. */
  render(request: RenderRequest, signal?: AbortSignal): Promise<RenderReply>;
  /** Ends the processes; what still waits is cancelled. */
  dispose(): void;
}

export interface RenderClientOptions extends ChildOptions {
  /** Keeps a second process ready, so that nobody waits after one was killed. */
  readonly keepsSpare: boolean;
  readonly logger: Logger;
}

interface Logger {
  info(message: string): void;
  warn(message: string): void;
}

/**
 * Runs templates in a process of their own. One that exceeds a budget on a row is killed with its process; its other
 * rows are given up, and the next template runs in a fresh process.
 */
export function createRenderClient(options: RenderClientOptions): RenderClient {
  const requests = new OpenRequests();
  const pool = createPool(options);
  let queue: Promise<unknown> = Promise.resolve();
  return {
    render(request, signal) {
      const start = (own: AbortSignal) => {
        const run = new RenderRun(request, pool, own, options.logger);
        const reply = queue.then(() => run.reply());
        queue = reply;
        return reply;
      };
      return requests.run(signal, start, () => ({ kind: 'cancelled' }));
    },
    dispose() {
      requests.close();
      pool.dispose();
    },
  };
}

interface ProcessPool {
  /** A process that waits for work. */
  take(): RenderProcess;
  prepareSpare(): void;
  dispose(): void;
}

function createPool(options: RenderClientOptions): ProcessPool {
  let current: RenderProcess | undefined;
  let spare: RenderProcess | undefined;
  const start = () => {
    options.logger.info(`Starting the render process ${options.entry}.`);
    return startRenderProcess(options);
  };
  return {
    take() {
      if (current === undefined || current.hasEnded()) {
        current = spare === undefined || spare.hasEnded() ? start() : spare;
        spare = undefined;
      }
      return current;
    },
    prepareSpare() {
      if (!options.keepsSpare) return;
      this.take();
      if (spare === undefined || spare.hasEnded()) spare = start();
    },
    dispose() {
      current?.kill();
      spare?.kill();
    },
  };
}

/** One request on its way through as many processes as it takes. */
class RenderRun {
  readonly #request: RenderRequest;
  readonly #pool: ProcessPool;
  readonly #signal: AbortSignal;
  readonly #logger: Logger;
  readonly #rows: RowRender[] = [];

  constructor(request: RenderRequest, pool: ProcessPool, signal: AbortSignal, logger: Logger) {
    this.#request = request;
    this.#pool = pool;
    this.#signal = signal;
    this.#logger = logger;
  }

  async reply(): Promise<RenderReply> {
    if (this.#request.rows.length === 0) return this.#collect();
    while (!this.#signal.aborted && this.#templatesDone < this.#request.templates.length) {
      const failure = await this.#runRest(this.#pool.take());
      if (failure !== undefined) return { kind: 'failed', message: failure };
    }
    if (this.#signal.aborted) return { kind: 'cancelled' };
    this.#pool.prepareSpare();
    return this.#collect();
  }

  get #templatesDone(): number {
    return Math.floor(this.#rows.length / this.#request.rows.length);
  }

  /** Runs the templates that are left; a sentence where the process does not even start. */
  async #runRest(process: RenderProcess): Promise<string | undefined> {
    const templates = this.#request.templates.slice(this.#templatesDone);
    const request = { ...this.#request, templates };
    const end = await process.run(request, (row) => this.#rows.push(row), this.#signal);
    if (end.kind === 'not-started') return end.message;
    if (end.kind === 'stopped') {
      this.#logger.warn(`${this.#request.templates[this.#templatesDone]?.name}: ${end.message}`);
      this.#giveUpTemplate(end.message);
    }
    return undefined;
  }

  #giveUpTemplate(message: string): void {
    const { rows } = this.#request;
    const first = this.#rows.length % rows.length;
    for (const { index } of rows.slice(first)) {
      const isFirst = index === rows[first]?.index;
      const reason = isFirst ? message : `Not tried after row ${rows[first]?.index}: ${message}`;
      this.#rows.push({ kind: 'stopped', index, message: reason });
    }
  }

  #collect(): RenderReply {
    const rowCount = this.#request.rows.length;
    const templates = this.#request.templates.map(
      ({ id, name }, index): TemplateRender => ({
        id,
        name,
        rows: this.#rows.slice(index * rowCount, (index + 1) * rowCount),
      }),
    );
    return { kind: 'rendered', templates };
  }
}
