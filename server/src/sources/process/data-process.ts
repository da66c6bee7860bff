/** Entry of the data process: reads data files for its parent, and ends with it. */
import process from 'node:process';
import type { FetchedPiece, FetchPiece, MessageFromProcess, MessageToProcess } from './protocol.ts';
import { createTableService } from './table-service.ts';

const memoryMb = Number(process.argv[2] ?? 512);
const service = createTableService(memoryMb * 1024 * 1024);
const running = new Map<number, AbortController>();
const fetching = new Map<number, (piece: FetchedPiece) => void>();
let lastFetch = 0;

// A reader that gives up on one column leaves the others to fail by themselves; the request has been answered then.
process.on('unhandledRejection', () => {});
process.once('disconnect', () => process.exit());
process.on('message', (message: MessageToProcess) => {
  if (message.kind === 'cancel') running.get(message.id)?.abort();
  else if (message.kind === 'piece') take(message.id, message.piece);
  else void answer(message);
});
send({ kind: 'ready' });

async function answer({ id, request }: MessageToProcess & { kind: 'ask' }): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  try {
    const reply = await service.ask(request, controller.signal, fetchFor(id));
    send({ kind: 'reply', id, reply });
  } catch (error) {
    // Nobody waits for what was cancelled.
    if (!controller.signal.aborted) throw error;
  } finally {
    running.delete(id);
  }
}

/** Files elsewhere are fetched by the parent, since this process has no network. */
function fetchFor(askId: number): FetchPiece {
  return (path, offset, length) => {
    lastFetch += 1;
    const id = lastFetch;
    return new Promise((resolve) => {
      fetching.set(id, resolve);
      send({ kind: 'fetch', id, askId, path, offset, length });
    });
  };
}

function take(id: number, piece: FetchedPiece): void {
  fetching.get(id)?.(piece);
  fetching.delete(id);
}

function send(message: MessageFromProcess): void {
  process.send?.(message);
}
