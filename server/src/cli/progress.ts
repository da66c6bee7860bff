import { createTimeLeft } from '../scoring/time-left.ts';
import type { Output } from './output.ts';
import { cutToWidth, showControls } from './terminal-text.ts';

/** One line of a terminal that tells how far a run is, and how long it still takes; silent elsewhere. */
export interface Progress {
  /** The next part of the run begins. */
  begin(what: string): void;
  step(done: number, total: number): void;
  /** What has to be done before, with how much of it is. */
  prepare(what: string, done: number, total: number): void;
  /** Clears the line. */
  end(): Promise<void>;
}

/** `parts`: the steps of each part of the run. */
export function startProgress(output: Output, parts: readonly number[]): Progress {
  if (!output.isTerminal) return { begin() {}, step() {}, prepare() {}, async end() {} };
  const timeLeft = createTimeLeft(() => performance.now());
  const all = parts.reduce((sum, steps) => sum + steps, 0);
  let part = -1;
  let before = 0;
  let subject = '';
  const show = (text: string) => {
    const line = cutToWidth(showControls(text), output.columns - 1);
    // Progress is not worth an error when nobody reads it.
    output.write(`\r\u001b[K${line}`).catch(() => {});
  };
  return {
    begin(what) {
      before += parts[part] ?? 0;
      part++;
      subject = what;
      show(subject);
    },
    step(done, total) {
      const left = timeLeft.update(before + done, all);
      show(`${subject}: ${done} of ${total}${left === null ? '' : `, ${describeTime(left)} left`}`);
    },
    prepare: (what, done, total) => show(`${what}: ${Math.floor((100 * done) / total)} %`),
    end: () => output.write('\r\u001b[K').catch(() => {}),
  };
}

/** As somebody who waits wants it: `2 h 5 min`, `3 min`, `40 s`. */
function describeTime(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
