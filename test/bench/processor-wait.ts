import { readFileSync } from 'node:fs';

/**
 * Milliseconds that the main threads of processes, and of those that they started, have waited for a processor so far;
 * null where the system does not tell, as all but Linux. A wait that is taken off a time leaves what the work takes on
 * a machine that is not shared.
 */
export function processorWait(pids: readonly number[]): number | null {
  try {
    return pids.flatMap(withChildren).reduce((sum, pid) => sum + waitOf(pid), 0);
  } catch {
    return null;
  }
}

function withChildren(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return [pid, ...children.split(' ').filter(Boolean).map(Number)];
}

function waitOf(pid: number): number {
  const [, nanoseconds] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ');
  return Number(nanoseconds) / 1e6;
}
