/** One life of the data process, from its start to its end. */
import { type ChildProcess, fork } from 'node:child_process';
import { bareEnvironment, canDropPermissions } from '../../process/confinement.ts';
import { MemoryWatch } from '../../process/memory-watch.ts';
import { memoryReaderFor } from '../../process/resident-memory.ts';
import type {
  FetchPiece,
  MessageFromProcess,
  MessageToProcess,
  TableReply,
  TableRequest,
} from './protocol.ts';

export interface MemoryBudget {
  /** What reading may take beyond what the process takes by itself. */
  readonly memoryMb: number;
}

export interface ProcessOptions extends MemoryBudget {
  readonly entry: string;
  readonly execPath: string;
  readonly timeoutMs: number;
}

export type AskOutcome =
  | { readonly kind: 'reply'; readonly reply: TableReply }
  /** The process ended; a suspect was not the only one at work, and may be tried again. */
  | { readonly kind: 'ended'; readonly message: string; readonly isSuspect: boolean };

export interface DataProcess {
  /** Absent where it did not start. */
  readonly pid: number | undefined;
  /** Aborting tells the process to stop, and leaves the answer open. */
  ask(request: TableRequest, signal: AbortSignal, fetchPiece?: FetchPiece): Promise<AskOutcome>;
  hasEnded(): boolean;
  kill(): void;
}

/** Starting Node takes 50 ms, and seconds on a machine that is overloaded. */
const startTimeoutMs = 30_000;
const stderrTailCharacters = 4000;

export function startDataProcess(options: ProcessOptions): DataProcess {
  return new RunningProcess(options);
}

type FetchMessage = MessageFromProcess & { readonly kind: 'fetch' };

interface Waiting {
  readonly finish: (outcome: AskOutcome) => void;
  readonly fetchPiece: FetchPiece | undefined;
}

class RunningProcess implements DataProcess {
  readonly #child: ChildProcess;
  readonly #options: ProcessOptions;
  readonly #waiting = new Map<number, Waiting>();
  readonly #memory: MemoryWatch | undefined;
  #endWatch: (() => void) | undefined;
  #isReady = false;
  #hasEnded = false;
  #stderr = '';
  #lastId = 0;

  constructor(options: ProcessOptions) {
    this.#options = options;
    this.#child = startChild(options);
    const reader = memoryReaderFor(process.platform);
    if (reader !== undefined && this.#child.pid !== undefined) {
      this.#memory = new MemoryWatch(this.#child.pid, options.memoryMb, reader);
    }
    this.#child.on('message', (message: MessageFromProcess) => this.#receive(message));
    this.#child.once('error', (error) =>
      this.#end(`The data process did not start: ${error.message}.`),
    );
    this.#child.once('close', () => this.#end(this.#describeEnd()));
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString()).slice(-stderrTailCharacters);
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  hasEnded(): boolean {
    return this.#hasEnded;
  }

  kill(): void {
    this.#hasEnded = true;
    this.#child.kill('SIGKILL');
  }

  ask(request: TableRequest, signal: AbortSignal, fetchPiece?: FetchPiece): Promise<AskOutcome> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#stopForTime(id), this.#timeoutOf(request));
      const cancel = () => {
        this.#send({ kind: 'cancel', id });
        finish({ kind: 'reply', reply: { kind: 'absent' } });
      };
      const finish = (outcome: AskOutcome) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', cancel);
        this.#waiting.delete(id);
        if (this.#waiting.size === 0) this.#rest();
        resolve(outcome);
      };
      this.#waiting.set(id, { finish, fetchPiece });
      this.#watch();
      signal.addEventListener('abort', cancel, { once: true });
      this.#send({ kind: 'ask', id, request });
    });
  }

  #receive(message: MessageFromProcess): void {
    if (message.kind === 'ready') {
      this.#isReady = true;
      void this.#memory?.markRest().then(() => this.#watch());
    } else if (message.kind === 'fetch') {
      void this.#fetch(message);
    } else {
      this.#waiting.get(message.id)?.finish({ kind: 'reply', reply: message.reply });
    }
  }

  /** Who asks for the rows of a file elsewhere gets its pieces. */
  async #fetch({ id, askId, path, offset, length }: FetchMessage): Promise<void> {
    const piece = await this.#waiting.get(askId)?.fetchPiece?.(path, offset, length);
    const problem = { kind: 'problem', message: `Nobody fetches ${path}.` } as const;
    this.#send({ kind: 'piece', id, piece: piece ?? problem });
  }

  #watch(): void {
    if (this.#waiting.size === 0) return;
    this.#endWatch ??= this.#memory?.start(() => {
      const { memoryMb } = this.#options;
      this.#end(`The data needed more memory than the budget of ${memoryMb} MB.`);
    });
  }

  /** A process that has grown is replaced while nothing is asked of it. */
  #rest(): void {
    this.#endWatch?.();
    this.#endWatch = undefined;
    if (this.#memory?.isWorn() === true) this.kill();
  }

  #timeoutOf({ call }: TableRequest): number {
    const isSearch = call.kind === 'read' && call.filter !== null;
    const timeoutMs = this.#options.timeoutMs * (isSearch ? 10 : 1);
    return this.#isReady ? timeoutMs : timeoutMs + startTimeoutMs;
  }

  #stopForTime(id: number): void {
    const seconds = this.#options.timeoutMs / 1000;
    const message = `Reading the data took longer than ${seconds} seconds.`;
    // The one that took so long is to blame, and the others are not.
    this.#waiting.get(id)?.finish({ kind: 'ended', message, isSuspect: false });
    this.#end(message);
  }

  /** Ends the process with all that is asked of it. */
  #end(message: string): void {
    this.kill();
    const isSuspect = this.#waiting.size > 1;
    for (const { finish } of [...this.#waiting.values()])
      finish({ kind: 'ended', message, isSuspect });
  }

  #describeEnd(): string {
    if (/heap out of memory|Allocation failed/.test(this.#stderr)) {
      return `The data needed more memory than the budget of ${this.#options.memoryMb} MB.`;
    }
    const lines = this.#stderr.split('\n').map((line) => line.trim());
    const reason = lines.findLast((line) => /\b\w*Error\b.*:/.test(line)) ?? '';
    const { signalCode, exitCode } = this.#child;
    const end = signalCode === null ? `with exit status ${exitCode}` : `by signal ${signalCode}`;
    return `The data process ended ${end}${reason === '' ? '' : ` (${reason})`}.`;
  }

  /** A process that is just dying refuses the message; its end is reported by `close`. */
  #send(message: MessageToProcess): void {
    if (this.#child.connected) this.#child.send(message, () => {});
  }
}

/** Starts Node with the right to read files, and no other. */
function startChild({ entry, execPath, memoryMb }: ProcessOptions): ChildProcess {
  const permissions = canDropPermissions(execPath) ? ['--permission', '--allow-fs-read=*'] : [];
  return fork(entry, [String(memoryMb)], {
    execPath,
    execArgv: [`--max-old-space-size=${memoryMb}`, ...permissions],
    env: bareEnvironment(),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}
