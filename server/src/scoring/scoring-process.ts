/** Entry of the scoring process: scores one request after another until its parent is gone. */
import { writeFileSync } from 'node:fs';
import { availableParallelism, constants, setPriority } from 'node:os';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import { answerRequest } from './answer-request.ts';
import { createScoreCaches } from './cache/score-caches.ts';
import { defaultCacheFolder } from './cache-folder.ts';
import { createTokenCounting } from './count-tokens.ts';
import { createModelLoader, importSession } from './model-loader.ts';
import {
  type CallProgress,
  countRequest,
  inspectRequest,
  type ProcessState,
  readyNotification,
  scoreProgress,
  scoreRequest,
} from './process-messages.ts';

lowerPriority();
process.on('disconnect', () => process.exit());

// One core stays free for the editor.
const threads = Math.max(1, availableParallelism() - 1);
const cacheFolder = defaultCacheFolder(process.env);
const parts = {
  loadModel: createModelLoader({ threads, cacheFolder }),
  caches: createScoreCaches(cacheFolder),
};
const connection = createMessageConnection(
  new IPCMessageReader(process),
  new IPCMessageWriter(process),
);
let turn: Promise<unknown> = Promise.resolve();
connection.onRequest(scoreRequest, ({ request, progressToken }, token) => {
  const tell = (progress: CallProgress) =>
    void connection.sendProgress(scoreProgress, progressToken, progress);
  const reply = turn.then(() =>
    answerRequest(parts, request, {
      onProgress: (done) => tell({ kind: 'prompts', done }),
      onWeights: (progress) => tell({ kind: 'weights', progress }),
      isCancelled: () => token.isCancellationRequested,
    }),
  );
  turn = reply;
  return reply;
});
connection.onRequest(countRequest, createTokenCounting());
connection.onRequest(inspectRequest, inspect);
connection.onClose(() => process.exit());
connection.listen();
void connection.sendNotification(readyNotification);

async function inspect(): Promise<ProcessState> {
  const { compiledDevices, describeRuntime } = await importSession();
  const memoryBytes = process.memoryUsage.rss();
  return { memoryBytes, threads, devices: compiledDevices(), runtime: describeRuntime() };
}

/** The editor comes first, and when memory runs out it stays. A container may forbid it; scoring works all the same. */
function lowerPriority(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
    if (process.platform === 'linux') writeFileSync('/proc/self/oom_score_adj', '500');
  } catch {
    // As the caller, then.
  }
}
