/** One life of the scoring process, from its start to its end. */
import { type ChildProcess, fork } from 'node:child_process';
import {
  CancellationTokenSource,
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import { cudaStart } from './cuda/cuda-start.ts';
import { describeEnd, type ProcessEnd } from './process-end.ts';
import { scoringEnvironment } from './process-environment.ts';
import {
  type CallProgress,
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
    onProgress: (progress: CallProgress) => void,
  ): Promise<ScoreReply>;
  /** Never rejects. */
  countTokens(call: CountCall): Promise<CountReply>;
}

export interface StartOptions {
  readonly entry: string;
  readonly execPath: string;
  readonly cacheFolder?: string;
  /** Where *P3: Set up CUDA* puts ONNX Runtime with its CUDA part; nothing may be there. */
  readonly cudaFolder?: string;
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
      const state = connection.sendRequest(inspectRequest);
      return end.orEnd<ProcessState | undefined>(state, () => undefined);
    },
    score: (request, signal, onProgress) => {
      const call = { request, progressToken: ++calls };
      return exchange({ connection, end, call, signal, onProgress });
    },
    countTokens: (call) =>
      end.orEnd<CountReply>(connection.sendRequest(countRequest, call), (reply) => ({
        kind: 'failed',
        message: reply.kind === 'failed' ? reply.message : 'The count was cancelled.',
      })),
  };
}

function forkChild({ entry, execPath, cacheFolder, cudaFolder }: StartOptions): ChildProcess {
  const cuda = cudaStart(entry, cudaFolder);
  return fork(cuda?.entry ?? entry, [], {
    execPath,
    // The caller's own flags stay away: two processes cannot listen on one inspector port.
    execArgv: [],
    env: {
      ...process.env,
      ...scoringEnvironment,
      ...cuda?.environment,
      ...(cacheFolder !== undefined && { P3_CACHE_DIR: cacheFolder }),
    },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

const STDERR_TAIL_CHARACTERS = 4000;

/** What a request gets that the process owes when it ends. */
type EndReply = Extract<ScoreReply, { kind: 'cancelled' | 'failed' }>;

interface WatchedEnd {
  hasEnded(): boolean;
  kill(): void;
  /**
   * What `work` gives, or what is made of the process's end when that comes first. Work that fails waits for the end:
   * a process that is just dying refuses messages.
   */
  orEnd<Result>(work: Promise<Result>, toResult: (reply: EndReply) => Result): Promise<Result>;
}

function watchEnd(child: ChildProcess, connection: MessageConnection): WatchedEnd {
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
  // Not one promise for all: it would keep what each of thousands of requests got for as long as the process lives.
  const waiting = new Set<(reply: EndReply) => void>();
  let last: EndReply | undefined;
  const finish = () => {
    hasEnded = true;
    connection.dispose();
    const { exitCode, signalCode } = child;
    const end: ProcessEnd = { isReady, startError, stderr, exitCode, signalCode };
    last = wasKilled ? { kind: 'cancelled' } : { kind: 'failed', message: describeEnd(end) };
    for (const tell of waiting) tell(last);
    waiting.clear();
  };
  child.once('close', finish);
  child.on('error', (error) => {
    startError = error.message;
    // A child that never was does not close.
    if (child.pid === undefined) finish();
  });
  return {
    hasEnded: () => hasEnded,
    kill() {
      hasEnded = true;
      wasKilled = true;
      child.kill('SIGKILL');
    },
    orEnd: (work, toResult) =>
      new Promise((resolve) => {
        const tell = (reply: EndReply) => resolve(toResult(reply));
        if (last === undefined) waiting.add(tell);
        else tell(last);
        work.then(
          (result) => {
            waiting.delete(tell);
            resolve(result);
          },
          () => undefined,
        );
      }),
  };
}

interface Exchange {
  readonly connection: MessageConnection;
  readonly end: WatchedEnd;
  readonly call: { readonly request: ProcessRequest; readonly progressToken: number };
  readonly signal: AbortSignal;
  readonly onProgress: (progress: CallProgress) => void;
}

function exchange(options: Exchange): Promise<ScoreReply> {
  const { connection, end, call, signal, onProgress } = options;
  const cancellation = new CancellationTokenSource();
  const progress = connection.onProgress(scoreProgress, call.progressToken, onProgress);
  const answered = connection.sendRequest(scoreRequest, call, cancellation.token);
  return new Promise((resolve) => {
    const finish = (reply: ScoreReply) => {
      signal.removeEventListener('abort', cancel);
      progress.dispose();
      resolve(reply);
    };
    const cancel = () => {
      cancellation.cancel();
      finish({ kind: 'cancelled' });
    };
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    void end.orEnd<ScoreReply>(answered, (reply) => reply).then(finish);
  });
}
