import type { Writable } from 'node:stream';

/** Text on its way to a stream: nothing is lost, and a slow reader is waited for. */
export interface Output {
  /** Rejects with `OutputClosed` when the reader has gone away. */
  write(text: string): Promise<void>;
  readonly isTerminal: boolean;
  /** Columns of the terminal; a usual width elsewhere. */
  readonly columns: number;
}

/** Raised when nobody reads any more, as behind `| head`. */
export class OutputClosed extends Error {}

export function createOutput(stream: Writable & { isTTY?: boolean; columns?: number }): Output {
  // Without a listener, a closed pipe would end the process with a stack trace.
  stream.on('error', () => {});
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error) => {
          if (error === null || error === undefined) resolve();
          else reject(new OutputClosed('The output is closed.', { cause: error }));
        });
      }),
    isTerminal: stream.isTTY === true,
    columns: stream.columns ?? 100,
  };
}
