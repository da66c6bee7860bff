/** The data process as its callers see it. */
import { OpenRequests } from '../../process/open-requests.ts';
import type { FetchPiece, TableReader, TableReply, TableRequest } from './protocol.ts';
import { type DataProcess, type MemoryBudget, startDataProcess } from './running-process.ts';

export interface DataClient extends TableReader {
  /** Ends the process; what still waits is answered with a problem. */
  dispose(): void;
}

export interface DataClientOptions extends MemoryBudget {
  /** The bundle, or the source where Node runs TypeScript. */
  readonly entry: string;
  /** The Node that runs it, or an Electron that can be Node. */
  readonly execPath: string;
  /** For one request; a search through a whole file has ten times as long. */
  readonly timeoutMs: number;
  /** Whether the process is there before the first request, which then need not wait for it. */
  readonly startsAhead: boolean;
  readonly logger: Logger;
}

/** What reading may take, unless somebody says otherwise. */
export const dataBudget = { memoryMb: 512, timeoutMs: 30_000 } as const;

interface Logger {
  info(message: string): void;
  warn(message: string): void;
}

/**
 * Reads data files in a process of their own, since a file can be made to fill the memory or to take for ever. The
 * process starts with the first request, or ahead of it. Requests run side by side; where the process ends under several, each is
 * tried once more on its own, so that only the one to blame fails.
 */
export function createDataClient(options: DataClientOptions): DataClient {
  const requests = new OpenRequests();
  let current: DataProcess | undefined;
  /** Requests that run alone take turns; those that run side by side wait for them. */
  let turns: Promise<unknown> = Promise.resolve();

  function start(): DataProcess {
    if (current === undefined || current.hasEnded()) {
      current = startDataProcess(options);
      options.logger.info(`Started data process ${current.pid}.`);
    }
    return current;
  }

  async function run(
    request: TableRequest,
    signal: AbortSignal,
    fetchPiece?: FetchPiece,
  ): Promise<TableReply> {
    const outcome = await start().ask(request, signal, fetchPiece);
    if (outcome.kind === 'reply') return outcome.reply;
    options.logger.warn(outcome.message);
    if (!outcome.isSuspect) return { kind: 'problem', message: outcome.message };
    const alone = turns.then(async () => {
      signal.throwIfAborted();
      return start().ask(request, signal, fetchPiece);
    });
    turns = alone.catch(() => {});
    const again = await alone;
    return again.kind === 'reply' ? again.reply : { kind: 'problem', message: again.message };
  }

  if (options.startsAhead) start();
  return {
    ask(request, signal, fetchPiece) {
      const start = (own: AbortSignal) =>
        turns.then(() => {
          own.throwIfAborted();
          return run(request, own, fetchPiece);
        });
      return requests.run(signal, start, (reason) => {
        throw reason;
      });
    },
    dispose() {
      requests.close(new Error('the data process was ended'));
      current?.kill();
    },
  };
}
