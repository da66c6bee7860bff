/** Entry of the data process: reads data files for its parent, and ends with it. */
import process from 'node:process';
import type { MessageFromProcess, MessageToProcess } from './protocol.ts';
import { createTableService } from './table-service.ts';

const memoryMb = Number(process.argv[2] ?? 512);
const service = createTableService(memoryMb * 1024 * 1024);
const running = new Map<number, AbortController>();

// A reader that gives up on one column leaves the others to fail by themselves; the request has been answered then.
process.on('unhandledRejection', () => {});
process.once('disconnect', () => process.exit());
process.on('message', (message: MessageToProcess) => {
  if (message.kind === 'cancel') running.get(message.id)?.abort();
  else void answer(message);
});
send({ kind: 'ready' });

async function answer({ id, request }: MessageToProcess & { kind: 'ask' }): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  try {
    send({ kind: 'reply', id, reply: await service.ask(request, controller.signal) });
  } catch (error) {
    // Nobody waits for what was cancelled.
    if (!controller.signal.aborted) throw error;
  } finally {
    running.delete(id);
  }
}

function send(message: MessageFromProcess): void {
  process.send?.(message);
}
