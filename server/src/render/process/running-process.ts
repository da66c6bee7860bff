/** One life of the render process, from its start to its end. */
import { type ChildProcess, fork } from 'node:child_process';
import type { MessageFromProcess, MessageToProcess, RenderRequest, RowRender } from './protocol.ts';

export interface RenderProcess {
  /** Runs one request; rows are handed over as they come. Aborting ends it after the row at work. */
  run(
    request: RenderRequest,
    onRow: (row: RowRender) => void,
    signal: AbortSignal,
  ): Promise<RunEnd>;
  hasEnded(): boolean;
  kill(): void;
}

/** `stopped`: the row after the last one that was handed over has ended the process. */
export type RunEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'stopped'; readonly message: string }
  | { readonly kind: 'not-started'; readonly message: string };

export interface RenderProcessOptions {
  readonly entry: string;
  readonly execPath: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
}

/** Starting Node takes 50 ms, and seconds on a machine that is overloaded. */
const startTimeoutMs = 30_000;
const stderrTailCharacters = 4000;

export function startRenderProcess(options: RenderProcessOptions): RenderProcess {
  const child = fork(options.entry, [], {
    execPath: options.execPath,
    execArgv: [`--max-old-space-size=${options.memoryMb}`],
    env: bareEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  return new RunningProcess(child, options);
}

/** Nothing of the caller's environment, which may hold secrets, but what Windows needs to start a process. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const { SystemRoot } = process.env;
  return { ELECTRON_RUN_AS_NODE: '1', ...(SystemRoot === undefined ? {} : { SystemRoot }) };
}

class RunningProcess implements RenderProcess {
  readonly #child: ChildProcess;
  readonly #options: RenderProcessOptions;
  #isReady = false;
  #hasEnded = false;
  #startError = '';
  #stderr = '';
  #lastRun = 0;

  constructor(child: ChildProcess, options: RenderProcessOptions) {
    this.#child = child;
    this.#options = options;
    child.once('message', () => {
      this.#isReady = true;
    });
    child.on('error', (error) => {
      this.#startError = error.message;
      this.#hasEnded ||= child.pid === undefined;
    });
    child.once('exit', () => {
      this.#hasEnded = true;
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString()).slice(-stderrTailCharacters);
    });
  }

  hasEnded(): boolean {
    return this.#hasEnded;
  }

  kill(): void {
    this.#hasEnded = true;
    this.#child.kill('SIGKILL');
  }

  run(
    request: RenderRequest,
    onRow: (row: RowRender) => void,
    signal: AbortSignal,
  ): Promise<RunEnd> {
    this.#lastRun += 1;
    const run = this.#lastRun;
    return new Promise((resolve) => {
      let timer = this.#startTimer(() => finish(this.#stopForTime()));
      const finish = (end: RunEnd) => {
        clearTimeout(timer);
        this.#child.off('message', receive);
        this.#child.off('error', fail);
        this.#child.off('close', fail);
        signal.removeEventListener('abort', cancel);
        resolve(end);
      };
      const receive = (message: MessageFromProcess) => {
        if (message.kind !== 'ready' && message.run !== run) return;
        clearTimeout(timer);
        timer = this.#startTimer(() => finish(this.#stopForTime()));
        if (message.kind === 'row') onRow(message.row);
        if (message.kind === 'done') finish({ kind: 'done' });
      };
      const fail = () => finish(this.#describeEnd());
      // The process answers `done` as soon as the row that it is busy with ends, or its time is up.
      const cancel = () => this.#send({ kind: 'cancel', run });
      this.#child.on('message', receive);
      this.#child.on('error', fail);
      this.#child.on('close', fail);
      signal.addEventListener('abort', cancel, { once: true });
      this.#send({ kind: 'render', run, request });
    });
  }

  #startTimer(onTimeout: () => void): NodeJS.Timeout {
    return setTimeout(onTimeout, this.#isReady ? this.#options.timeoutMs : startTimeoutMs);
  }

  /** A process that is just dying refuses the message; its end is reported by `close`. */
  #send(message: MessageToProcess): void {
    this.#child.send(message, () => {});
  }

  #stopForTime(): RunEnd {
    this.kill();
    if (!this.#isReady) return this.#notStarted(`it gave no sign for ${startTimeoutMs} ms`);
    const message = `The template ran longer than the time budget of ${this.#options.timeoutMs} ms.`;
    return { kind: 'stopped', message };
  }

  #describeEnd(): RunEnd {
    if (!this.#isReady) {
      return this.#notStarted(this.#startError || reasonIn(this.#stderr) || this.#exitInWords());
    }
    if (/heap out of memory|Allocation failed/.test(this.#stderr)) {
      const message = `The template needed more memory than the budget of ${this.#options.memoryMb} MB.`;
      return { kind: 'stopped', message };
    }
    const reason = reasonIn(this.#stderr);
    const message = `The render process ended ${this.#exitInWords()}${reason === '' ? '' : ` (${reason})`}.`;
    return { kind: 'stopped', message };
  }

  #notStarted(reason: string): RunEnd {
    const message = `The render process did not start: ${reason}. Reinstall P3 Workbench if this stays.`;
    return { kind: 'not-started', message };
  }

  #exitInWords(): string {
    return this.#child.signalCode === null
      ? `with exit status ${this.#child.exitCode}`
      : `by signal ${this.#child.signalCode}`;
  }
}

/** The line of an error report that names the error. */
function reasonIn(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim());
  return lines.findLast((line) => /\b\w*Error\b.*:/.test(line)) ?? '';
}
