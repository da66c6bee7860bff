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
import { drawSample, type SampleRequest } from './sample.ts';

/** The rows of datasets, read once for all who need them: the preview, the rules over rows, the scorer. */
export interface RowStore {
  load(location: TemplateLocation, request: RowsRequest, signal?: AbortSignal): Promise<RowsLookup>;
  /** Rows drawn by chance, the same ones for the same seed, in the order of the split. */
  sample(
    location: TemplateLocation,
    request: SampleRequest,
    signal?: AbortSignal,
  ): Promise<RowsLookup>;
  /** Forgets all rows, because files or settings changed. */
  clear(): void;
}

export interface RowStoreOptions {
  source(): DatasetSource;
  /** Memory for rows. */
  readonly maxBytes: number;
}

export function createRowStore({ source, maxBytes }: RowStoreOptions): RowStore {
  const pages = new RecentlyUsed<RowPage>(maxBytes);
  const shelves = new Map<string, Shelf>();
  const calls = new SharedCalls<RowsLookup>();

  async function read(
    location: TemplateLocation,
    request: RowsRequest,
    signal?: AbortSignal,
  ): Promise<RowsLookup> {
    const key = keyOf(location, request);
    const { from, to } = pagesOf(request);
    const kept = takePages(shelves.get(key), pages, key, from, to);
    if (kept !== undefined) return join(kept.shelf, kept.pages, request);
    const wanted = { ...request, offset: from * rowsOfPage, limit: (to - from) * rowsOfPage };
    const call = (shared: AbortSignal) => source().loadRows(location, wanted, shared);
    const lookup = await calls.run(`${key}${from}-${to}`, call, signal);
    if (lookup.kind !== 'found') return lookup;
    const { origin, split, rowCount } = lookup;
    const shelf = { origin, split, rowCount };
    // A filter counts the rows that it accepts, so that an index does not tell the page.
    const cut = request.filter === undefined ? cutIntoPages(lookup, from, to) : [lookup];
    if (isToKeep(lookup) && cut.length === to - from) {
      shelves.set(key, shelf);
      for (const [index, page] of cut.entries()) {
        pages.set(`${key}${from + index}`, page, sizeOfPage(page));
      }
    }
    return join(shelf, cut, request);
  }

  return {
    load: read,
    sample: (location, request, signal) =>
      drawSample((wanted) => read(location, wanted, signal), request),
    clear() {
      pages.clear();
      shelves.clear();
    },
  };
}

/** What is known of a split beside its rows. */
interface Shelf {
  readonly origin: Origin;
  readonly split: string | null;
  readonly rowCount: number | null;
}

/** The old copy of something out of reach is asked for again each time: it may be in reach by then. */
function isToKeep({ origin }: FoundRows): boolean {
  return origin.unreachable === undefined;
}

function takePages(
  shelf: Shelf | undefined,
  pages: RecentlyUsed<RowPage>,
  key: string,
  from: number,
  to: number,
): { readonly shelf: Shelf; readonly pages: readonly RowPage[] } | undefined {
  if (shelf === undefined) return undefined;
  const found: RowPage[] = [];
  for (let page = from; page < to; page += 1) {
    const kept = pages.get(`${key}${page}`);
    if (kept === undefined) return undefined;
    found.push(kept);
  }
  return { shelf, pages: found };
}

function join(
  shelf: Shelf,
  pages: readonly RowPage[],
  { offset, limit, filter }: RowsRequest,
): RowsLookup {
  const rows = pages.flatMap((page) => page.rows);
  const problems = pages.flatMap((page) => page.problems);
  if (filter !== undefined) {
    const skip = offset % rowsOfPage;
    return { kind: 'found', ...shelf, rows: rows.slice(skip, skip + limit), problems };
  }
  const isWanted = ({ index }: { readonly index: number }) =>
    index >= offset && index < offset + limit;
  return {
    kind: 'found',
    ...shelf,
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
