/** Entry of the scoring process: scores one request after another until its parent is gone. */
import { availableParallelism, constants, setPriority } from 'node:os';
import { answerRequest } from './answer-request.ts';
import { defaultCacheFolder } from './cache-folder.ts';
import { createModelLoader } from './model-loader.ts';
import type { MessageFromProcess, MessageToProcess } from './scoring-protocol.ts';

lowerPriority();
process.on('disconnect', () => process.exit());

// One core stays free for the editor.
const loadModel = createModelLoader({
  threads: Math.max(1, availableParallelism() - 1),
  cacheFolder: defaultCacheFolder(process.env),
});
let turn = Promise.resolve();
process.on('message', ({ request }: MessageToProcess) => {
  turn = turn.then(async () => {
    const reply = await answerRequest(loadModel, request, (done, total) =>
      post({ kind: 'progress', done, total }),
    );
    post({ kind: 'reply', reply });
  });
});
post({ kind: 'ready' });

function post(message: MessageFromProcess): void {
  process.send?.(message);
}

/** The editor comes first. A container may forbid the change; scoring works all the same. */
function lowerPriority(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // At the caller's priority, then.
  }
}
