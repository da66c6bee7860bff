import type { Clock } from '../clock.ts';
import type { HttpReply } from './http-reply.ts';
import { retryAfterMs } from './retries.ts';

/** A host that could not be reached is not asked again meanwhile, so that nobody waits for it at every keystroke. */
const restMs = 30_000;

/**
 * Which hosts answer, are down, or asked to be left alone. A host that has not answered yet is asked by one call while
 * the others wait for its outcome: without a network, 300 open files must not look its name up 300 times.
 */
export class HostWatch {
  readonly #clock: Clock;
  readonly #answering = new Set<string>();
  readonly #resting = new Map<string, Rest>();
  readonly #scouts = new Map<string, Promise<void>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Sends, unless the host is at rest: then the answer is the one that sent it there. */
  async ask(host: string, send: () => Promise<HttpReply>): Promise<HttpReply> {
    while (!this.#answering.has(host)) {
      const scout = this.#scouts.get(host);
      if (scout === undefined) break;
      await scout;
    }
    const rest = this.replyAtRest(host);
    if (rest !== undefined) return rest;
    const reply = send().then((each) => this.#learn(host, each));
    if (!this.#answering.has(host)) this.#follow(host, reply);
    return reply;
  }

  replyAtRest(host: string): HttpReply | undefined {
    const rest = this.#resting.get(host);
    return rest !== undefined && this.#clock.now() < rest.until ? rest.reply : undefined;
  }

  /** Forgets which hosts are down: the user asks again. */
  wake(): void {
    this.#resting.clear();
  }

  #follow(host: string, reply: Promise<HttpReply>): void {
    const forget = () => {
      this.#scouts.delete(host);
    };
    this.#scouts.set(host, reply.then(forget, forget));
  }

  #learn(host: string, reply: HttpReply): HttpReply {
    const rest = restOf(reply, this.#clock.now());
    if (rest === undefined) this.#resting.delete(host);
    else this.#resting.set(host, rest);
    if (reply.kind === 'unreachable') this.#answering.delete(host);
    else this.#answering.add(host);
    return reply;
  }
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
