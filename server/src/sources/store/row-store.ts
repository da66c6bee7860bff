import { isDeepStrictEqual } from 'node:util';
import type { Origin } from '../../dataset/lookup.ts';
import { SharedCalls } from '../hub/shared-calls.ts';
import type {
  DatasetSource,
  FoundRows,
  RowsLookup,
  RowsRequest,
  TemplateLocation,
} from '../source.ts';
import { RecentlyUsed } from './recently-used.ts';
import { cutIntoPages, pagesOf, type RowPage, rowsOfPage, sizeOfPage } from './row-pages.ts';
import { drawSample, type SampleLookup, type SampleRequest } from './sample.ts';

/** The rows of datasets, read once for all who need them: the preview, the rules over rows, the scorer. */
export interface RowStore {
  load(location: TemplateLocation, request: RowsRequest, signal?: AbortSignal): Promise<RowsLookup>;
  /** Rows drawn by chance, the same ones for the same seed, in the order of the split. */
  sample(
    location: TemplateLocation,
    request: SampleRequest,
    signal?: AbortSignal,
  ): Promise<SampleLookup>;
  /** Forgets all rows, because files or settings changed. */
  clear(): void;
}

export interface RowStoreOptions {
  source(): DatasetSource;
  /** Memory for rows. */
  readonly maxBytes: number;
  /** Rows that were given out are others by now. */
  onChange(): void;
  /** In milliseconds, from any start. */
  now(): number;
}

/**
 * How long rows of a file serve the requests that follow, in milliseconds: while somebody types, the disk is left alone.
 * Nobody tells of changes in folders outside of the workspace, so it is short.
 */
const fileMs = 2000;
/** For so long after that they still serve at once, and are looked at again meanwhile; a sample is always of new ones. */
const graceMs = 60_000;
/** An old copy of something out of reach; it may be in reach by then. */
const unreachableMs = 30_000;

function keepMs({ source, unreachable }: Origin): number {
  if (unreachable !== undefined) return unreachableMs;
  return source === 'hub' ? Number.POSITIVE_INFINITY : fileMs;
}

export function createRowStore({ source, maxBytes, onChange, now }: RowStoreOptions): RowStore {
  const pages = new RecentlyUsed<KeptPage>(maxBytes);
  const calls = new SharedCalls<RowsLookup>();

  function take(key: string, from: number, to: number): readonly KeptPage[] | undefined {
    const kept: KeptPage[] = [];
    for (let number = from; number < to; number += 1) {
      const page = pages.get(`${key}${number}`);
      if (page === undefined) return undefined;
      kept.push(page);
    }
    return kept;
  }

  /** Whole pages, from where they are, to be kept. */
  async function fetch(
    location: TemplateLocation,
    request: RowsRequest,
    signal?: AbortSignal,
  ): Promise<Fetched> {
    const key = keyOf(location, request);
    const { from, to } = pagesOf(request);
    const wanted = { ...request, offset: from * rowsOfPage, limit: (to - from) * rowsOfPage };
    const call = (shared: AbortSignal) => source().loadRows(location, wanted, shared);
    const lookup = await calls.run(`${key}${from}-${to}`, call, signal);
    if (lookup.kind !== 'found') return lookup;
    const { origin, split, rowCount } = lookup;
    const shelf = { origin, split, rowCount, until: now() + keepMs(origin) };
    // A filter counts the rows that it accepts, so that an index does not tell the page.
    const cut = request.filter === undefined ? cutIntoPages(lookup, from, to) : [lookup];
    if (cut.length === to - from) {
      for (const [index, page] of cut.entries()) {
        pages.set(`${key}${from + index}`, { ...page, shelf }, sizeOfPage(page));
      }
    }
    return { kind: 'fetched', shelf, pages: cut };
  }

  /** Whether what is kept is still so is found out behind the back of who asks. */
  async function lookAgain(
    location: TemplateLocation,
    request: RowsRequest,
    kept: readonly KeptPage[],
  ): Promise<void> {
    const fetched = await fetch(location, request).catch(() => undefined);
    if (fetched === undefined) return;
    if (fetched.kind !== 'fetched' || !haveSameRows(fetched.pages, kept)) onChange();
  }

  async function read(
    location: TemplateLocation,
    request: RowsRequest,
    signal: AbortSignal | undefined,
    graceMs: number,
  ): Promise<RowsLookup> {
    const { from, to } = pagesOf(request);
    const kept = take(keyOf(location, request), from, to) ?? [];
    const until = Math.min(...kept.map(({ shelf }) => shelf.until));
    if (kept[0] !== undefined && now() < until + graceMs) {
      if (now() >= until) void lookAgain(location, request, kept);
      return join(kept[0].shelf, kept, request);
    }
    const fetched = await fetch(location, request, signal);
    return fetched.kind === 'fetched' ? join(fetched.shelf, fetched.pages, request) : fetched;
  }

  return {
    load: (location, request, signal) => read(location, request, signal, graceMs),
    sample: (location, request, signal) =>
      drawSample((wanted) => read(location, wanted, signal, 0), request),
    clear: () => pages.clear(),
  };
}

type Fetched =
  | { readonly kind: 'fetched'; readonly shelf: Shelf; readonly pages: readonly RowPage[] }
  | Exclude<RowsLookup, FoundRows>;

function haveSameRows(some: readonly RowPage[], others: readonly RowPage[]): boolean {
  const [texts, otherTexts] = [some, others].map((pages) =>
    pages.flatMap(({ rows, problems }) => [...rows.map(({ json }) => json), problems.length]),
  );
  return isDeepStrictEqual(texts, otherTexts);
}

/** What is known of a split beside its rows. */
interface Shelf {
  readonly origin: Origin;
  readonly split: string | null;
  readonly rowCount: number | null;
  /** By the store's clock. */
  readonly until: number;
}

interface KeptPage extends RowPage {
  readonly shelf: Shelf;
}

function join(
  { origin, split, rowCount }: Shelf,
  pages: readonly RowPage[],
  { offset, limit, filter }: RowsRequest,
): RowsLookup {
  const about = { kind: 'found', origin, split, rowCount } as const;
  const rows = pages.flatMap((page) => page.rows);
  const problems = pages.flatMap((page) => page.problems);
  if (filter !== undefined) {
    const skip = offset % rowsOfPage;
    return { ...about, rows: rows.slice(skip, skip + limit), problems };
  }
  const isWanted = ({ index }: { readonly index: number }) =>
    index >= offset && index < offset + limit;
  return {
    ...about,
    rows: rows.filter(isWanted),
    problems: problems.filter(isWanted),
  };
}

function keyOf(
  { path, dataset, subset }: TemplateLocation,
  { split, filter }: RowsRequest,
): string {
  return JSON.stringify([path, dataset, subset, split, filter]);
}
