import type { Clock } from '../clock.ts';
import { HostWatch } from './host-watch.ts';
import type { HttpReply, HttpRequest } from './http-reply.ts';
import { defaultRetries, type RetryPolicy, sendWithRetries } from './retries.ts';
import { sendOnce } from './send-once.ts';
import { SharedCalls } from './shared-calls.ts';
import { authorizationFor, type HubToken } from './tokens.ts';
import { Turnstile } from './turnstile.ts';

export interface HubHttpParts {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** From 0 to below 1. */
  random(): number;
  /** The tokens now, the most particular first. */
  tokens(): Promise<readonly HubToken[]>;
  readonly idleMs?: number;
  readonly retries?: RetryPolicy;
}

/** GET requests with limits, retries and rest for hosts that are down; equal ones that are under way are one. */
export interface HubHttp {
  get(request: HttpRequest): Promise<HttpReply>;
  /** Forgets which hosts are down: the user asks again. */
  wake(): void;
}

const defaultIdleMs = 10_000;
const parallelRequests = 6;

export function createHubHttp(parts: HubHttpParts): HubHttp {
  const { clock, random, idleMs = defaultIdleMs, retries = defaultRetries } = parts;
  const calls = new SharedCalls<HttpReply>();
  const turnstile = new Turnstile(parallelRequests);
  const hosts = new HostWatch(clock);
  const transport = {
    fetch: parts.fetch,
    clock,
    idleMs,
    authorization: async (url: URL) => authorizationFor(await parts.tokens(), url),
  };

  function send(request: HttpRequest): Promise<HttpReply> {
    const { url, signal } = request;
    const once = () => sendOnce(transport, request);
    const attempts = () => sendWithRetries({ clock, random, policy: retries }, once, signal);
    // Those in the queue learn what came of the ones before them.
    return hosts.ask(url.host, () =>
      turnstile.pass(async () => hosts.replyAtRest(url.host) ?? (await attempts())),
    );
  }

  return {
    get: ({ signal, ...request }) =>
      calls.run(keyOf(request), (shared) => send({ ...request, signal: shared }), signal),
    wake: () => hosts.wake(),
  };
}

function keyOf({ url, headers, maxBytes }: HttpRequest): string {
  return JSON.stringify([url.href, headers, maxBytes]);
}
