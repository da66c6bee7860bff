/** Time, as far as sources know it. */
export interface Clock {
  /** Milliseconds since 1970-01-01. */
  now(): number;
  /** Calls back once after the delay; the result stops it. */
  start(delayMs: number, callback: () => void): () => void;
  /** Resolves after the delay; rejects with the signal's reason when that comes first. */
  wait(delayMs: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  start(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
  wait(delayMs, signal) {
    return new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop);
        resolve();
      }, delayMs);
      if (signal?.aborted) stop();
      else signal?.addEventListener('abort', stop, { once: true });
    });
  },
};
