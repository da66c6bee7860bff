import type { Clock } from '../clock.ts';
import type { HttpReply, HttpRequest } from './http-reply.ts';
import { readBody } from './read-body.ts';
import { Watchdog } from './watchdog.ts';

export interface Transport {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** So long may a host be silent. */
  readonly idleMs: number;
  /** The `Authorization` of a request to this address; `undefined` for every host that has no token stored. */
  authorization(url: URL): Promise<string | undefined>;
}

const mostRedirects = 5;

/**
 * Sends one GET request and follows redirects itself, because each hop is authorized anew: what belongs to one host
 * never reaches another.
 */
export async function sendOnce(transport: Transport, request: HttpRequest): Promise<HttpReply> {
  let url = request.url;
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const step = await sendHop(transport, { ...request, url });
    if (step.kind !== 'redirect') return step;
    const next = redirectTarget(url, step.location);
    if (next === undefined)
      return unusable(`${url.host} redirects to an address that is not safe.`);
    url = next;
  }
  return unusable(`${request.url.host} redirects in circles.`);
}

type Hop = HttpReply | { readonly kind: 'redirect'; readonly location: string };

async function sendHop(transport: Transport, request: HttpRequest): Promise<Hop> {
  const { url, signal, maxBytes } = request;
  const watchdog = new Watchdog(transport.clock, transport.idleMs, signal);
  try {
    const authorization = await transport.authorization(url);
    const response = await transport.fetch(url, {
      redirect: 'manual',
      signal: watchdog.signal,
      headers: { ...request.headers, ...(authorization !== undefined && { authorization }) },
    });
    watchdog.feed();
    const location = response.headers.get('location');
    if (isRedirect(response.status) && location !== null) {
      await response.body?.cancel();
      return { kind: 'redirect', location };
    }
    const body = await readBody(response, maxBytes, () => watchdog.feed());
    if (body === undefined) {
      return unusable(`${url.host} answers with more than ${megabytes(maxBytes)} MB.`);
    }
    return { kind: 'answer', status: response.status, headers: response.headers, body };
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    const message = watchdog.hasBarked
      ? `${url.host} has been silent for ${transport.idleMs / 1000} s.`
      : `${url.host} cannot be reached: ${describeNetworkError(error)}.`;
    return { kind: 'unreachable', message };
  } finally {
    watchdog.stop();
  }
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

/** Never from an encrypted connection to an open one. */
function redirectTarget(from: URL, location: string): URL | undefined {
  if (!URL.canParse(location, from.href)) return undefined;
  const target = new URL(location, from.href);
  const isSafe =
    target.protocol === 'https:' || (target.protocol === 'http:' && from.protocol === 'http:');
  return isSafe ? target : undefined;
}

/** `fetch` says "fetch failed" of everything; the system's code stands in the cause. */
function describeNetworkError(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return reasons[code] ?? (code || 'the connection broke off');
}

const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known, or there is no network',
  EAI_AGAIN: 'its name cannot be looked up, or there is no network',
  ECONNREFUSED: 'it refuses the connection',
  ECONNRESET: 'the connection broke off',
  ENETUNREACH: 'there is no network',
  EHOSTUNREACH: 'there is no way to it',
  ETIMEDOUT: 'it does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
  UND_ERR_SOCKET: 'the connection broke off',
};

function unusable(message: string): HttpReply {
  return { kind: 'unusable', message };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
