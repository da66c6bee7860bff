import type { Connection } from 'vscode-languageserver/node';

/** Where the server tells what its user cannot see otherwise. */
export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, cause?: unknown): void;
}

/** Writes into the client's log; standard output belongs to the protocol. */
export function createConnectionLogger(connection: Connection): Logger {
  return {
    info: (message) => connection.console.info(message),
    warn: (message) => connection.console.warn(message),
    error: (message, cause) => connection.console.error(`${message}${detailOf(cause)}`),
  };
}

function detailOf(cause: unknown): string {
  if (cause === undefined) {
    return '';
  }
  return cause instanceof Error ? `: ${cause.stack ?? cause.message}` : `: ${String(cause)}`;
}
