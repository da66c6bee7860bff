import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** How a system tells the megabytes of physical memory that a process holds, and how often it may be asked. */
export interface MemoryReader {
  readonly intervalMs: number;
  /** `undefined` where the process has ended. */
  read(pid: number): Promise<number | undefined>;
}

/** `undefined` on Windows, which tells only through programs that are slower than a render; the heap limit remains. */
export function memoryReaderFor(platform: NodeJS.Platform): MemoryReader | undefined {
  if (platform === 'linux') return { intervalMs: 20, read: readProcessStatus };
  return platform === 'win32' ? undefined : { intervalMs: 100, read: askProcessList };
}

async function readProcessStatus(pid: number): Promise<number | undefined> {
  try {
    return kilobytesIn(/^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8')));
  } catch {
    return undefined;
  }
}

async function askProcessList(pid: number): Promise<number | undefined> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
    return kilobytesIn(/^\s*(\d+)\s*$/.exec(stdout));
  } catch {
    return undefined;
  }
}

function kilobytesIn(match: RegExpExecArray | null): number | undefined {
  return match?.[1] === undefined ? undefined : Number(match[1]) / 1024;
}
