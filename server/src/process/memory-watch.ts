import type { MemoryReader } from './resident-memory.ts';

const runsBetweenLooks = 50;

/**
 * Watches the memory that a process holds beyond what it held when it was new. The limit of V8's heap alone does not
 * do: one large allocation can exceed it for a while, and buffers do not count.
 */
export class MemoryWatch {
  readonly #pid: number;
  readonly #budgetMb: number;
  readonly #reader: MemoryReader;
  #atRestMb: number | undefined;
  #latestMb = 0;
  #runs = 0;

  constructor(pid: number, budgetMb: number, reader: MemoryReader) {
    this.#pid = pid;
    this.#budgetMb = budgetMb;
    this.#reader = reader;
  }

  /** To be called while the process has started and done nothing yet. */
  async markRest(): Promise<void> {
    this.#atRestMb = await this.#reader.read(this.#pid);
  }

  /** Calls back once, when the budget is exceeded. Call what it returns to end the watch. */
  start(onExceeded: () => void): () => void {
    let isWatching = true;
    let limitMb: number | undefined;
    const look = async () => {
      const mb = await this.#reader.read(this.#pid);
      if (!isWatching || mb === undefined) return;
      if (this.#atRestMb === undefined) {
        // The process is still starting.
        timer = setTimeout(look, this.#reader.intervalMs);
        return;
      }
      // What an earlier render left behind is not held against this one.
      limitMb ??= Math.max(this.#atRestMb + this.#budgetMb, mb + this.#budgetMb / 2);
      this.#latestMb = mb;
      if (mb > limitMb) onExceeded();
      else timer = setTimeout(look, this.#reader.intervalMs);
    };
    // Most runs end before a look would tell anything; what they leave behind is seen by and by.
    const isTold = this.#runs % runsBetweenLooks > 0;
    this.#runs += 1;
    let timer = setTimeout(look, isTold ? this.#reader.intervalMs : 0);
    return () => {
      isWatching = false;
      clearTimeout(timer);
    };
  }

  /** Whether so much was left behind that a fresh process serves better. */
  isWorn(): boolean {
    const atRestMb = this.#atRestMb ?? this.#latestMb;
    return this.#latestMb > atRestMb + this.#budgetMb / 2;
  }
}
