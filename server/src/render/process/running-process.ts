/** One life of the render process, from its start to its end. */
import type { ChildProcess } from 'node:child_process';
import { MemoryWatch } from '../../process/memory-watch.ts';
import { memoryReaderFor } from '../../process/resident-memory.ts';
import type { MessageToProcess, RenderRequest, RowRender } from './protocol.ts';
import { readMessage } from './read-message.ts';
import { type ChildOptions, startChild } from './start-child.ts';

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

/** Starting Node takes 50 ms, and seconds on a machine that is overloaded. */
const startTimeoutMs = 30_000;
const stderrTailCharacters = 4000;

export function startRenderProcess(options: ChildOptions): RenderProcess {
  return new RunningProcess(startChild(options), options);
}

class RunningProcess implements RenderProcess {
  readonly #child: ChildProcess;
  readonly #options: ChildOptions;
  readonly #memory: MemoryWatch | undefined;
  /** Until then nothing is run: the memory that it holds by itself is being read. */
  readonly #isAtRest: Promise<void>;
  #isReady = false;
  #hasEnded = false;
  #startError = '';
  #stderr = '';
  #lastRun = 0;

  constructor(child: ChildProcess, options: ChildOptions) {
    this.#child = child;
    this.#options = options;
    const reader = memoryReaderFor(process.platform);
    if (reader !== undefined && child.pid !== undefined) {
      this.#memory = new MemoryWatch(child.pid, options.memoryMb, reader);
    }
    this.#isAtRest = new Promise((resolve) => {
      child.once('message', () => {
        this.#isReady = true;
        resolve(this.#memory?.markRest());
      });
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

  async run(
    request: RenderRequest,
    onRow: (row: RowRender) => void,
    signal: AbortSignal,
  ): Promise<RunEnd> {
    const end = await this.#exchange(request, onRow, signal);
    if (end.kind === 'done' && this.#memory?.isWorn() === true) this.kill();
    return end;
  }

  #exchange(
    request: RenderRequest,
    onRow: (row: RowRender) => void,
    signal: AbortSignal,
  ): Promise<RunEnd> {
    this.#lastRun += 1;
    const run = this.#lastRun;
    const awaited = indexesOf(request);
    let next = awaited.next();
    return new Promise((resolve) => {
      let timer = this.#startTimer(() => finish(this.#stopForTime()));
      const endWatch = this.#memory?.start(() => finish(this.#stopForMemory()));
      const finish = (end: RunEnd) => {
        clearTimeout(timer);
        endWatch?.();
        this.#child.off('message', receive);
        this.#child.off('error', fail);
        this.#child.off('close', fail);
        signal.removeEventListener('abort', cancel);
        resolve(end);
      };
      const receive = (received: unknown) => {
        const message = readMessage(received);
        if (message === undefined) return finish(this.#stopForNonsense());
        if (message.kind !== 'ready' && message.run !== run) return;
        clearTimeout(timer);
        timer = this.#startTimer(() => finish(this.#stopForTime()));
        if (message.kind === 'row') {
          if (next.value !== message.row.index) return finish(this.#stopForNonsense());
          onRow(message.row);
          next = awaited.next();
          // The last row ends the run; nobody needs to wait for `done`.
          if (next.done === true) finish({ kind: 'done' });
        } else if (message.kind === 'done') {
          const isComplete = next.done === true || signal.aborted;
          finish(isComplete ? { kind: 'done' } : this.#stopForNonsense());
        }
      };
      const fail = () => finish(this.#describeEnd());
      // The process answers `done` as soon as the row that it is busy with ends, or its time is up.
      const cancel = () => this.#send({ kind: 'cancel', run });
      this.#child.on('message', receive);
      this.#child.on('error', fail);
      this.#child.on('close', fail);
      signal.addEventListener('abort', cancel, { once: true });
      void this.#isAtRest.then(() => this.#send({ kind: 'render', run, request }));
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

  #stopForMemory(): RunEnd {
    this.kill();
    const message = `The template needed more memory than the budget of ${this.#options.memoryMb} MB.`;
    return { kind: 'stopped', message };
  }

  #stopForNonsense(): RunEnd {
    this.kill();
    return {
      kind: 'stopped',
      message: 'The render process answered with something that is no render.',
    };
  }

  #describeEnd(): RunEnd {
    if (!this.#isReady) {
      return this.#notStarted(this.#startError || reasonIn(this.#stderr) || this.#exitInWords());
    }
    if (/heap out of memory|Allocation failed/.test(this.#stderr)) return this.#stopForMemory();
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

/** The rows in the order in which they are to come. */
function* indexesOf({ templates, rows }: RenderRequest): Generator<number, undefined> {
  for (const _template of templates) for (const { index } of rows) yield index;
  return undefined;
}
