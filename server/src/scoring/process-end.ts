/** What is known of a process that ended by itself. */
export interface ProcessEnd {
  /** Whether it came so far as to listen. */
  readonly isReady: boolean;
  readonly startError: string;
  /** The last that it wrote. */
  readonly stderr: string;
  readonly exitCode: number | null;
  readonly signalCode: NodeJS.Signals | null;
}

/** What became of a scoring process, as a sentence for the user. */
export function describeEnd(end: ProcessEnd): string {
  return end.isReady ? describeCrash(end) : describeFailedStart(end);
}

function describeFailedStart(end: ProcessEnd): string {
  const reason = end.startError || reasonIn(end.stderr) || howItEnded(end);
  return `The scoring process did not start: ${reason}. Reinstall P3 Workbench if this stays.`;
}

function describeCrash(end: ProcessEnd): string {
  const memory =
    end.signalCode === 'SIGKILL'
      ? '; the system may be out of memory: choose a smaller model, or close something'
      : '';
  const reason = reasonIn(end.stderr);
  return (
    `The scoring process ended ${howItEnded(end)} while it scored` +
    `${reason === '' ? '' : ` (${reason})`}${memory}. ` +
    'Score again to start a new one; what was finished is kept.'
  );
}

function howItEnded({ exitCode, signalCode }: ProcessEnd): string {
  return signalCode === null ? `with exit status ${exitCode}` : `by signal ${signalCode}`;
}

/** The line of an error report that names the error. */
function reasonIn(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim());
  const named = lines.findLast((line) => /\b\w*Error\b.*:|^terminate|what\(\)/.test(line));
  return named ?? '';
}
