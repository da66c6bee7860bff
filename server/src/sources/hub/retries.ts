import type { Clock } from '../clock.ts';
import type { HttpReply } from './http-reply.ts';

export interface RetryPolicy {
  /** In all. */
  readonly attempts: number;
  /** The first wait; each further one is twice as long. */
  readonly firstDelayMs: number;
  /** A host that asks for a longer wait is left alone instead. */
  readonly longestDelayMs: number;
  /** After this long no attempt is made any more. */
  readonly deadlineMs: number;
}

export const defaultRetries: RetryPolicy = {
  attempts: 3,
  firstDelayMs: 400,
  longestDelayMs: 10_000,
  deadlineMs: 30_000,
};

export interface RetryParts {
  readonly clock: Clock;
  /** From 0 to below 1. */
  random(): number;
  readonly policy: RetryPolicy;
}

/** Sends until an answer is final, the attempts are used up, or the host asks for a longer wait than a user has. */
export async function sendWithRetries(
  { clock, random, policy }: RetryParts,
  send: () => Promise<HttpReply>,
  signal?: AbortSignal,
): Promise<HttpReply> {
  const end = clock.now() + policy.deadlineMs;
  for (let attempt = 1; ; attempt += 1) {
    const reply = await send();
    if (!isPassing(reply) || attempt >= policy.attempts) return reply;
    const asked = retryAfterMs(reply, clock.now());
    // Many windows that failed together must not come back together.
    const backoff = policy.firstDelayMs * 2 ** (attempt - 1) * (0.5 + random() / 2);
    const delayMs = asked === undefined ? backoff : asked + random() * policy.firstDelayMs;
    if (delayMs > policy.longestDelayMs || clock.now() + delayMs > end) return reply;
    await clock.wait(delayMs, signal);
  }
}

/** How long the host asks to be left alone: seconds or a date in its `Retry-After`. */
export function retryAfterMs(reply: HttpReply, now: number): number | undefined {
  if (reply.kind !== 'answer') return undefined;
  const header = reply.headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

const passingStatuses: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Whether the same request may well succeed a moment later. */
function isPassing(reply: HttpReply): boolean {
  return reply.kind === 'answer' ? passingStatuses.has(reply.status) : reply.kind === 'unreachable';
}
