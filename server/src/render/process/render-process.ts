/** Entry of the render process: runs templates for its parent, and ends with it. */
import { promisify } from 'node:util';
import { createCompiler } from '../compile/compile-template.ts';
import type { RandomSource } from '../jinja/random-source.ts';
import { createEnvironment } from '../promptsource/environment.ts';
import { endWithParent } from './orphan-watch.ts';
import type { MessageFromProcess, MessageToProcess } from './protocol.ts';
import { renderRows } from './render-rows.ts';

/** The latest run that was cancelled. */
let cancelled = 0;
let queue: Promise<void> = Promise.resolve();

const send = promisify((message: MessageFromProcess, callback: (error: Error | null) => void) =>
  process.send?.(message, undefined, undefined, callback),
);

process.once('disconnect', () => process.exit());
endWithParent();
process.on('message', (message: MessageToProcess) => {
  if (message.kind === 'cancel') cancelled = message.run;
  else queue = queue.then(() => runRequest(message));
});
process.send?.({ kind: 'ready' } satisfies MessageFromProcess);

function compilerFor(random: RandomSource) {
  return createCompiler(createEnvironment({ random }));
}

/** Each row is handed over before the next one begins, so that the parent knows which one does not end. */
async function runRequest({ run, request }: MessageToProcess & { kind: 'render' }): Promise<void> {
  for (const row of renderRows(request, compilerFor)) {
    if (cancelled >= run) break;
    await send({ kind: 'row', run, row });
  }
  await send({ kind: 'done', run });
}
