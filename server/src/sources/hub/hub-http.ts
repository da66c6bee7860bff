import type { Clock } from '../clock.ts';
import type { HttpReply, HttpRequest } from './http-reply.ts';
import { defaultRetries, type RetryPolicy, retryAfterMs, sendWithRetries } from './retries.ts';
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
/** A host that could not be reached is not asked again meanwhile, so that nobody waits for it at every keystroke. */
const restMs = 30_000;

export function createHubHttp(parts: HubHttpParts): HubHttp {
  const { clock, random, idleMs = defaultIdleMs, retries = defaultRetries } = parts;
  const calls = new SharedCalls<HttpReply>();
  const turnstile = new Turnstile(parallelRequests);
  const resting = new Map<string, Rest>();
  const transport = {
    fetch: parts.fetch,
    clock,
    idleMs,
    authorization: async (url: URL) => authorizationFor(await parts.tokens(), url),
  };

  async function send(request: HttpRequest): Promise<HttpReply> {
    const { host } = request.url;
    const rest = resting.get(host);
    if (rest !== undefined && clock.now() < rest.until) return rest.reply;
    const once = () => turnstile.pass(() => sendOnce(transport, request));
    const reply = await sendWithRetries({ clock, random, policy: retries }, once, request.signal);
    const pause = restOf(reply, clock.now());
    if (pause === undefined) resting.delete(host);
    else resting.set(host, pause);
    return reply;
  }

  return {
    get: ({ signal, ...request }) =>
      calls.run(keyOf(request), (shared) => send({ ...request, signal: shared }), signal),
    wake: () => resting.clear(),
  };
}

interface Rest {
  readonly until: number;
  readonly reply: HttpReply;
}

function restOf(reply: HttpReply, now: number): Rest | undefined {
  if (reply.kind === 'unreachable') return { until: now + restMs, reply };
  const asked = retryAfterMs(reply, now);
  const isBusy = reply.kind === 'answer' && (reply.status === 429 || reply.status === 503);
  return isBusy && asked !== undefined ? { until: now + asked, reply } : undefined;
}

function keyOf({ url, headers, maxBytes }: HttpRequest): string {
  return JSON.stringify([url.href, headers, maxBytes]);
}
