import { join } from 'node:path';
import { after } from 'node:test';
import { createDataClient } from '../../../server/src/sources/process/data-client.ts';

/** A client of the real data process, and how often it was started. */
export function startDataClient(budget: {
  readonly memoryMb: number;
  readonly timeoutMs: number;
  readonly startsAhead?: boolean;
}) {
  const log: string[] = [];
  const client = createDataClient({
    startsAhead: false,
    ...budget,
    entry: join(import.meta.dirname, '../../../server/src/sources/process/data-process.ts'),
    execPath: process.execPath,
    logger: { info: (message) => log.push(message), warn: (message) => log.push(message) },
  });
  after(() => client.dispose());
  return {
    client,
    log,
    starts: () => log.filter((line) => line.startsWith('Started')).length,
  };
}
