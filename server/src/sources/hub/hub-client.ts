import type { Clock } from '../clock.ts';
import type { CacheEntry } from '../store/cache-entry.ts';
import type { DiskCache } from '../store/disk-cache.ts';
import { answerOrMiss } from './hub-answer.ts';
import type { HubHttp } from './hub-http.ts';
import type { HubAnswer, HubMiss, HubOutcome } from './hub-outcome.ts';
import { SharedCalls } from './shared-calls.ts';

/** Something that the Hub is asked about a dataset. */
export interface HubQuestion<Value> {
  readonly url: URL;
  /** The dataset's name, by which answers are outdated together. */
  readonly dataset: string;
  /** What it is about, as messages say it. */
  readonly subject: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly maxBytes: number;
  /** `undefined` for an answer that makes no sense; such a one is not kept. */
  read(body: Uint8Array): Value | undefined;
}

/** Whether the Hub may be asked now. */
export type HubAccess =
  | { readonly kind: 'on' }
  | { readonly kind: 'off'; readonly message: string };

export interface HubClientParts {
  readonly http: HubHttp;
  readonly cache: DiskCache;
  readonly clock: Clock;
  access(): HubAccess;
}

/** The Hub with a memory: what was answered once is there without a network, too. */
export interface HubClient {
  ask<Value>(question: HubQuestion<Value>, signal?: AbortSignal): Promise<HubOutcome<Value>>;
  /** From now on answers about the dataset, or all, that were kept until now only stand in for a Hub out of reach. */
  outdate(dataset?: string): void;
}

/** Younger answers are taken as they are. */
const freshMs = 24 * 60 * 60 * 1000;
/** Where there is an old answer, the Hub gets so long for a new one. */
const patienceMs = 2000;

export function createHubClient(parts: HubClientParts): HubClient {
  const { cache, clock, access } = parts;
  const outdatedAt = new Map<string, number>();
  let allOutdatedAt = Number.NEGATIVE_INFINITY;
  const triedAt = new Map<string, number>();
  const calls = new SharedCalls<HubOutcome<unknown>>();

  async function answer<Value>(
    question: HubQuestion<Value>,
    signal: AbortSignal,
  ): Promise<HubOutcome<Value>> {
    const kept = await recall(cache, question);
    if (kept === undefined || access().kind === 'off') {
      return fetchAnswer(parts, question, kept, signal);
    }
    const outdated = outdatedAt.get(question.dataset) ?? allOutdatedAt;
    const since = Math.max(outdated, allOutdatedAt);
    const key = keyOf(question);
    // One try is waited for: without a network the old answer must not be slow for ever.
    const isOutdated = kept.answer.fetchedAt <= since && (triedAt.get(key) ?? since) <= since;
    const isFresh = clock.now() - kept.answer.fetchedAt < freshMs && kept.answer.fetchedAt > since;
    if (isFresh) return kept.answer;
    const asked = fetchAnswer(parts, question, kept, signal);
    if (!isOutdated) return orAfterPatience(clock, asked, kept.answer);
    return asked.finally(() => triedAt.set(key, clock.now()));
  }

  return {
    ask<Value>(question: HubQuestion<Value>, signal?: AbortSignal) {
      const call = (shared: AbortSignal) => answer(question, shared);
      // Questions with equal keys are the same question, so their answers are of one type.
      return calls.run(keyOf(question), call, signal) as Promise<HubOutcome<Value>>;
    },
    outdate(dataset) {
      if (dataset === undefined) allOutdatedAt = clock.now();
      else outdatedAt.set(dataset, clock.now());
    },
  };
}

interface Kept<Value> {
  readonly answer: HubAnswer<Value>;
  readonly entry: CacheEntry;
}

async function recall<Value>(
  cache: DiskCache,
  question: HubQuestion<Value>,
): Promise<Kept<Value> | undefined> {
  const entry = await cache.read(keyOf(question));
  const value = entry && question.read(entry.body);
  if (entry === undefined || value === undefined) return undefined;
  const { fetchedAt, revision } = entry;
  return { entry, answer: { kind: 'found', value, fetchedAt, revision } };
}

/** Asks the Hub; where it gives no answer, the kept one stands in. */
async function fetchAnswer<Value>(
  { http, cache, clock, access }: HubClientParts,
  question: HubQuestion<Value>,
  kept: Kept<Value> | undefined,
  signal?: AbortSignal,
): Promise<HubOutcome<Value>> {
  const permission = access();
  if (permission.kind === 'off') return standIn({ ...permission, kind: 'offline' }, kept);
  const { url, maxBytes, subject } = question;
  const etag = kept?.entry.etag;
  const headers = { ...question.headers, ...(etag && { 'if-none-match': etag }) };
  const reply = await http.get({ url, headers, maxBytes, signal });
  const fetchedAt = clock.now();
  if (kept !== undefined && reply.kind === 'answer' && reply.status === 304) {
    await cache.write({ ...kept.entry, fetchedAt });
    return { ...kept.answer, fetchedAt };
  }
  const answer = answerOrMiss(reply, subject);
  if (answer.kind !== 'answer') return standIn(answer, kept);
  const value = question.read(answer.body);
  if (value === undefined) {
    const message = `${url.host} answers about ${subject} with something that is not understood.`;
    return standIn({ kind: 'malformed', message }, kept);
  }
  const revision = answer.headers.get('x-revision');
  const entry = { fetchedAt, revision, etag: answer.headers.get('etag'), body: answer.body };
  await cache.write({ key: keyOf(question), ...entry });
  return { kind: 'found', value, fetchedAt, revision };
}

/** What the Hub says of the dataset holds; a page of a hotel's network is as good as no network. */
function standIn<Value>(miss: HubMiss, kept: Kept<Value> | undefined): HubOutcome<Value> {
  const isOutOfReach = miss.kind === 'offline' || miss.kind === 'malformed';
  if (kept === undefined || !isOutOfReach) return miss;
  return { ...kept.answer, unreachable: miss.message };
}

/** The new answer, or the old one when the new one takes long; that one is then there the next time. */
function orAfterPatience<Value>(
  clock: Clock,
  asked: Promise<HubOutcome<Value>>,
  old: HubAnswer<Value>,
): Promise<HubOutcome<Value>> {
  return new Promise((resolve, reject) => {
    const stop = clock.start(patienceMs, () => resolve(old));
    asked.then(resolve, reject).finally(stop);
  });
}

function keyOf({ url, headers }: HubQuestion<unknown>): string {
  return JSON.stringify([url.href, headers?.['range']]);
}
