import { type ChildProcess, fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { extname } from 'node:path';
import { bareEnvironment, canDropPermissions } from '../../process/confinement.ts';

export interface ChildOptions {
  /** The bundle, which reads no other file, or the source, which imports others. */
  readonly entry: string;
  /** The Node that runs it, or an Electron that can be Node. */
  readonly execPath: string;
  /** For one template on one row. */
  readonly timeoutMs: number;
  /** What a template may take. */
  readonly memoryMb: number;
  /** Gives way to other processes; for work that nobody waits for. */
  readonly isBackground?: boolean;
}

/** Starts Node with no more rights than templates need: nothing of the environment, no files, no processes, no threads. */
export function startChild(options: ChildOptions): ChildProcess {
  const { entry, execPath, timeoutMs, memoryMb, isBackground = false } = options;
  const child = fork(entry, [String(timeoutMs)], {
    execPath,
    execArgv: [`--max-old-space-size=${memoryMb}`, ...nursery, ...permissionFlags(entry, execPath)],
    env: bareEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  if (isBackground && child.pid !== undefined) lowerPriority(child.pid);
  return child;
}

/**
 * Room for what a few keystrokes leave behind, from the start: V8's own begins with a sixteenth, which each of them
 * fills more than once (`npm run bench:preview`).
 */
const nursery = ['--min-semi-space-size=8', '--max-semi-space-size=8'];

/** A container may forbid the change; the work is done all the same. */
function lowerPriority(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // At the caller's priority, then.
  }
}

function permissionFlags(entry: string, execPath: string): readonly string[] {
  if (!canDropPermissions(execPath)) return [];
  return extname(entry) === '.ts' ? ['--permission', '--allow-fs-read=*'] : ['--permission'];
}
