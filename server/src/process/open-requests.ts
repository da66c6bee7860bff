/**
 * The requests that somebody waits for: each is aborted by its caller, or all of them at once. `AbortSignal.any` does
 * not serve here: a signal that lives as long as the process keeps all that ever listened
 * (https://github.com/nodejs/node/issues/54614).
 */
export class OpenRequests {
  readonly #open = new Set<AbortController>();
  #closed: { readonly reason: unknown } | undefined;

  /** What `work` gives, or once the request is aborted what `answerAbort` gives for the reason, if that is sooner. */
  async run<Reply>(
    outer: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<Reply>,
    answerAbort: (reason: unknown) => Reply,
  ): Promise<Reply> {
    const request = new AbortController();
    const { signal } = request;
    const aborted = new Promise<unknown>((resolve) => {
      signal.addEventListener('abort', resolve, { once: true });
    });
    const abort = () => request.abort(outer?.reason);
    outer?.addEventListener('abort', abort, { once: true });
    this.#open.add(request);
    if (outer?.aborted === true) abort();
    if (this.#closed !== undefined) request.abort(this.#closed.reason);
    try {
      return await Promise.race([work(signal), aborted.then(() => answerAbort(signal.reason))]);
    } finally {
      outer?.removeEventListener('abort', abort);
      this.#open.delete(request);
    }
  }

  abortAll(reason?: unknown): void {
    for (const request of this.#open) request.abort(reason);
  }

  /** Aborts later requests, too. */
  close(reason?: unknown): void {
    this.#closed = { reason };
    this.abortAll(reason);
  }
}
