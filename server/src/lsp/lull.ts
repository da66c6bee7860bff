import type { Timers } from './diagnostics.ts';

/** The next moment at which nothing more urgent is to be done, for work in the background. */
export interface Lull {
  /** Something more urgent is being done: the lull is put off. */
  disturb(): void;
  /** Calls back once, when it has come. */
  await(callback: () => void): void;
}

/** It has come when nothing happened for `delayMs`. */
export function createLull(timers: Timers, delayMs: number): Lull {
  let waiting: (() => void)[] = [];
  let stop: () => void = () => {};
  const start = () => {
    stop();
    stop = timers.start(delayMs, () => {
      const due = waiting;
      waiting = [];
      for (const callback of due) callback();
    });
  };
  return {
    disturb() {
      if (waiting.length > 0) start();
    },
    await(callback) {
      waiting.push(callback);
      start();
    },
  };
}
