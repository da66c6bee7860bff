import type { Clock } from '../clock.ts';

/** Aborts its signal when nothing has happened for a while, or when another signal aborts. */
export class Watchdog {
  readonly #controller = new AbortController();
  readonly #clock: Clock;
  readonly #idleMs: number;
  readonly #outer: AbortSignal | undefined;
  #stopTimer: () => void;
  /** Whether it was the silence that aborted. */
  hasBarked = false;

  constructor(clock: Clock, idleMs: number, outer?: AbortSignal) {
    this.#clock = clock;
    this.#idleMs = idleMs;
    this.#outer = outer;
    this.#stopTimer = this.#startTimer();
    if (outer?.aborted) this.#pass();
    else outer?.addEventListener('abort', this.#pass, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Something has happened. */
  feed(): void {
    this.#stopTimer();
    this.#stopTimer = this.#startTimer();
  }

  stop(): void {
    this.#stopTimer();
    this.#outer?.removeEventListener('abort', this.#pass);
  }

  #startTimer(): () => void {
    return this.#clock.start(this.#idleMs, () => {
      this.hasBarked = true;
      this.#controller.abort();
    });
  }

  readonly #pass = () => this.#controller.abort(this.#outer?.reason);
}
