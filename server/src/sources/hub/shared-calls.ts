/** Calls that are under way, by key: who asks for the same thing meanwhile gets the same answer. */
export class SharedCalls<Answer> {
  readonly #calls = new Map<string, SharedCall<Answer>>();

  /** The call is stopped only when nobody waits for it any more. */
  run(
    key: string,
    start: (signal: AbortSignal) => Promise<Answer>,
    signal?: AbortSignal,
  ): Promise<Answer> {
    const call = this.#calls.get(key) ?? this.#start(key, start);
    call.waiting += 1;
    if (signal === undefined) return call.answer;
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(signal.reason);
        call.waiting -= 1;
        if (call.waiting > 0) return;
        this.#forget(key, call);
        call.controller.abort(signal.reason);
      };
      if (signal.aborted) {
        leave();
        return;
      }
      signal.addEventListener('abort', leave, { once: true });
      call.answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  #start(key: string, start: (signal: AbortSignal) => Promise<Answer>): SharedCall<Answer> {
    const controller = new AbortController();
    const call = { controller, answer: start(controller.signal), waiting: 0 };
    this.#calls.set(key, call);
    const forget = () => this.#forget(key, call);
    call.answer.then(forget, forget);
    return call;
  }

  #forget(key: string, call: SharedCall<Answer>): void {
    if (this.#calls.get(key) === call) this.#calls.delete(key);
  }
}

interface SharedCall<Answer> {
  readonly controller: AbortController;
  readonly answer: Promise<Answer>;
  waiting: number;
}
