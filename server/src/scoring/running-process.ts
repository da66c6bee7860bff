/** One life of the scoring process, from its start to its end. */
import { type ChildProcess, fork } from 'node:child_process';
import type { MessageFromProcess, ProcessRequest, ScoreReply } from './scoring-protocol.ts';

export interface ScoringProcess {
  readonly child: ChildProcess;
  hasEnded(): boolean;
  kill(): void;
  /** What became of it, as a sentence for the user. */
  describeEnd(): string;
}

const STDERR_TAIL_CHARACTERS = 4000;

interface StartOptions {
  readonly entry: string;
  readonly execPath: string;
  readonly cacheFolder?: string;
}

export function startScoringProcess({
  entry,
  execPath,
  cacheFolder,
}: StartOptions): ScoringProcess {
  const child = fork(entry, [], {
    execPath,
    // The caller's own flags stay away: two processes cannot listen on one inspector port.
    execArgv: [],
    env: {
      ...process.env,
      ELECTRON_RUN_AS_NODE: '1',
      ...(cacheFolder !== undefined && { P3_CACHE_DIR: cacheFolder }),
    },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let isReady = false;
  let hasEnded = false;
  let startError = '';
  let stderr = '';
  child.once('message', () => {
    isReady = true;
  });
  child.on('error', (error) => {
    startError = error.message;
    hasEnded ||= child.pid === undefined;
  });
  child.once('exit', () => {
    hasEnded = true;
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString()).slice(-STDERR_TAIL_CHARACTERS);
  });
  return {
    child,
    hasEnded: () => hasEnded,
    kill() {
      hasEnded = true;
      child.kill('SIGKILL');
    },
    describeEnd: () =>
      isReady
        ? describeCrash(child, stderr)
        : `The scoring process did not start: ${startError || reasonIn(stderr) || howItEnded(child)}. ` +
          'Reinstall P3 Workbench if this stays.',
  };
}

/** Has the process score one request; aborting kills it. */
export function exchange(
  running: ScoringProcess,
  request: ProcessRequest,
  signal: AbortSignal,
  onProgress?: (done: number, total: number) => void,
): Promise<ScoreReply> {
  const { child } = running;
  return new Promise((resolve) => {
    const finish = (reply: ScoreReply) => {
      child.off('message', receive);
      child.off('error', fail);
      child.off('close', fail);
      signal.removeEventListener('abort', cancel);
      resolve(reply);
    };
    const receive = (message: MessageFromProcess) => {
      if (message.kind === 'progress') {
        onProgress?.(message.done, message.total);
      } else if (message.kind === 'reply') {
        finish(message.reply);
      }
    };
    const fail = () => finish({ kind: 'failed', message: running.describeEnd() });
    const cancel = () => {
      running.kill();
      finish({ kind: 'cancelled' });
    };
    child.on('message', receive);
    child.on('error', fail);
    child.on('close', fail);
    signal.addEventListener('abort', cancel, { once: true });
    // A process that is just dying refuses the message; its end is reported by `close`.
    child.send({ kind: 'score', request }, () => {});
  });
}

function describeCrash(child: ChildProcess, stderr: string): string {
  const memory = child.signalCode === 'SIGKILL' ? '; the system may be out of memory' : '';
  const reason = reasonIn(stderr);
  return (
    `The scoring process ended ${howItEnded(child)} while it scored` +
    `${reason === '' ? '' : ` (${reason})`}${memory}. Score again to start a new one.`
  );
}

function howItEnded(child: ChildProcess): string {
  return child.signalCode === null
    ? `with exit status ${child.exitCode}`
    : `by signal ${child.signalCode}`;
}

/** The line of an error report that names the error. */
function reasonIn(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim());
  const named = lines.findLast((line) => /\b\w*Error\b.*:|^terminate|what\(\)/.test(line));
  return named ?? '';
}
