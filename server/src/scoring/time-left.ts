/** Judges how long a run still takes by how fast it was of late: what a cache answers at once says nothing of the rest. */
export interface TimeLeft {
  /** Milliseconds; null while too little is known. */
  update(done: number, total: number): number | null;
}

/** So far back the rate is measured. */
const WINDOW_MS = 15_000;

/** A shorter time says little. */
const LEAST_MS = 1000;

export function createTimeLeft(now: () => number): TimeLeft {
  let marks: { readonly at: number; readonly done: number }[] = [];
  return {
    update(done, total) {
      const at = now();
      if ((marks.at(-1)?.done ?? 0) > done) marks = [];
      marks.push({ at, done });
      while (marks.length > 2 && at - (marks[1]?.at ?? at) > WINDOW_MS) marks.shift();
      const first = marks[0] ?? { at, done };
      const [elapsed, steps] = [at - first.at, done - first.done];
      return elapsed < LEAST_MS || steps === 0 ? null : ((total - done) * elapsed) / steps;
    },
  };
}
