/** One life of the scoring process, from its start to its end. */
import { type ChildProcess, fork } from 'node:child_process';
import {
  CancellationTokenSource,
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import { describeEnd, type ProcessEnd } from './process-end.ts';
import { scoringEnvironment } from './process-environment.ts';
import {
  type CountCall,
  type CountReply,
  countRequest,
  inspectRequest,
  type ProcessState,
  readyNotification,
  scoreProgress,
  scoreRequest,
} from './process-messages.ts';
import type { ProcessRequest, ScoreReply } from './scoring-protocol.ts';

export interface ScoringProcess {
  readonly pid: number | undefined;
  hasEnded(): boolean;
  /** Ends it at once; what it does is answered as cancelled. */
  kill(): void;
  /** Undefined where it does not answer. */
  inspect(): Promise<ProcessState | undefined>;
  /** Never rejects. Aborting answers at once; the process drops the request as soon as it hears of it. */
  score(
    request: ProcessRequest,
    signal: AbortSignal,
    onProgress?: (done: number) => void,
  ): Promise<ScoreReply>;
  /** Never rejects. */
  countTokens(call: CountCall): Promise<CountReply>;
}

export interface StartOptions {
  readonly entry: string;
  readonly execPath: string;
  readonly cacheFolder?: string;
}

export function startScoringProcess(options: StartOptions): ScoringProcess {
  const child = forkChild(options);
  const connection = createMessageConnection(
    new IPCMessageReader(child),
    new IPCMessageWriter(child),
  );
  const end = watchEnd(child, connection);
  connection.listen();
  let calls = 0;
  return {
    pid: child.pid,
    hasEnded: end.hasEnded,
    kill: end.kill,
    inspect() {
      const state = connection.sendRequest(inspectRequest).catch(() => undefined);
      return Promise.race([state, end.ended.then(() => undefined)]);
    },
    score: (request, signal, onProgress) => {
      const call = { request, progressToken: ++calls };
      return exchange({ connection, ended: end.ended, call, signal, onProgress });
    },
    async countTokens(call) {
      const failed = async (): Promise<CountReply> => {
        const reply = await end.ended;
        const message = reply.kind === 'failed' ? reply.message : 'The count was cancelled.';
        return { kind: 'failed', message };
      };
      const counted = connection.sendRequest(countRequest, call);
      return Promise.race([counted.catch(failed), failed()]);
    },
  };
}

function forkChild({ entry, execPath, cacheFolder }: StartOptions): ChildProcess {
  return fork(entry, [], {
    execPath,
    // The caller's own flags stay away: two processes cannot listen on one inspector port.
    execArgv: [],
    env: {
      ...process.env,
      ...scoringEnvironment,
      ...(cacheFolder !== undefined && { P3_CACHE_DIR: cacheFolder }),
    },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

const STDERR_TAIL_CHARACTERS = 4000;

/** Watches the child; `ended` settles when it is gone, with what to answer a request that it owed. */
function watchEnd(child: ChildProcess, connection: MessageConnection) {
  let isReady = false;
  let wasKilled = false;
  let hasEnded = false;
  let startError = '';
  let stderr = '';
  connection.onNotification(readyNotification, () => {
    isReady = true;
  });
  connection.onError(() => {});
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString()).slice(-STDERR_TAIL_CHARACTERS);
  });
  child.once('exit', () => {
    hasEnded = true;
  });
  const ended = new Promise<ScoreReply>((resolve) => {
    const finish = () => {
      hasEnded = true;
      connection.dispose();
      const { exitCode, signalCode } = child;
      const end: ProcessEnd = { isReady, startError, stderr, exitCode, signalCode };
      resolve(wasKilled ? { kind: 'cancelled' } : { kind: 'failed', message: describeEnd(end) });
    };
    child.once('close', finish);
    child.on('error', (error) => {
      startError = error.message;
      // A child that never was does not close.
      if (child.pid === undefined) finish();
    });
  });
  return {
    ended,
    hasEnded: () => hasEnded,
    kill() {
      hasEnded = true;
      wasKilled = true;
      child.kill('SIGKILL');
    },
  };
}

interface Exchange {
  readonly connection: MessageConnection;
  readonly ended: Promise<ScoreReply>;
  readonly call: { readonly request: ProcessRequest; readonly progressToken: number };
  readonly signal: AbortSignal;
  readonly onProgress: ((done: number) => void) | undefined;
}

async function exchange(options: Exchange): Promise<ScoreReply> {
  const { connection, ended, call, signal, onProgress } = options;
  const cancellation = new CancellationTokenSource();
  const aborted = new Promise<ScoreReply>((resolve) => {
    const cancel = () => {
      cancellation.cancel();
      resolve({ kind: 'cancelled' });
    };
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
  });
  const progress = connection.onProgress(scoreProgress, call.progressToken, (done) =>
    onProgress?.(done),
  );
  // A process that is just dying refuses the message; its end is what there is to tell.
  const answered = connection.sendRequest(scoreRequest, call, cancellation.token);
  try {
    return await Promise.race([answered.catch(() => ended), ended, aborted]);
  } finally {
    progress.dispose();
  }
}
