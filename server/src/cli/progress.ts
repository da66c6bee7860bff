import type { Output } from './output.ts';
import { cutToWidth, showControls } from './terminal-text.ts';

/** One line of a terminal that tells how far a run is; silent elsewhere. */
export interface Progress {
  begin(what: string): void;
  step(done: number, total: number): void;
  /** Clears the line. */
  end(): Promise<void>;
}

export function startProgress(output: Output): Progress {
  if (!output.isTerminal) return { begin() {}, step() {}, async end() {} };
  let subject = '';
  const show = (text: string) => {
    const line = cutToWidth(showControls(text), output.columns - 1);
    // Progress is not worth an error when nobody reads it.
    output.write(`\r\u001b[K${line}`).catch(() => {});
  };
  return {
    begin(what) {
      subject = what;
      show(subject);
    },
    step: (done, total) => show(`${subject}: ${done} of ${total}`),
    end: () => output.write('\r\u001b[K').catch(() => {}),
  };
}
