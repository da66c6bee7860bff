import type { LostColumn } from '../../dataset/features.ts';
import type { DiskCache } from '../store/disk-cache.ts';

/** Remembers which columns a dataset of the Hub has had. */
export interface SchemaJournal {
  /** Notes the columns that it has now; gives those that it had earlier and lost. */
  note(
    subset: { readonly name: string; readonly config: string },
    columns: readonly string[],
    seenAt: number,
  ): Promise<ReadonlyMap<string, LostColumn>>;
}

/** One state of the columns, with the last time that it was seen, in milliseconds since 1970. */
interface SchemaState {
  readonly columns: readonly string[];
  readonly lastSeen: number;
}

const mostStates = 10;
/** A state that lasts is not written down at each look. */
const renewMs = 24 * 60 * 60 * 1000;

/** Keeps the states beside the answers; `hub` is the address of the Hub that they are of. */
export function createSchemaJournal(cache: DiskCache, hub: string): SchemaJournal {
  return {
    async note({ name, config }, columns, seenAt) {
      const key = JSON.stringify(['columns', hub, name, config]);
      const entry = await cache.read(key);
      const states = entry === undefined ? [] : readStates(entry.body);
      const last = states.at(-1);
      const isSame = last !== undefined && isEqual(last.columns, columns);
      const earlier = isSame ? states.slice(0, -1) : states;
      if (!isSame || seenAt - last.lastSeen > renewMs) {
        const all = [...earlier, { columns, lastSeen: seenAt }].slice(-mostStates);
        const body = new TextEncoder().encode(JSON.stringify(all));
        await cache.write({ key, fetchedAt: seenAt, etag: null, revision: null, body });
      }
      return lostSince(earlier, columns);
    },
  };
}

/** Of two states that had a column the later one counts. */
function lostSince(
  earlier: readonly SchemaState[],
  columns: readonly string[],
): ReadonlyMap<string, LostColumn> {
  const lost = new Map<string, LostColumn>();
  for (const { columns: old, lastSeen } of earlier) {
    const gained = columns.filter((column) => !old.includes(column));
    for (const column of old) {
      if (!columns.includes(column)) lost.set(column, { lastSeen, gained });
    }
  }
  return lost;
}

function readStates(body: Uint8Array): readonly SchemaState[] {
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(body));
    return Array.isArray(json) ? json.flatMap((state) => readState(state) ?? []) : [];
  } catch {
    return [];
  }
}

function readState(json: unknown): SchemaState | undefined {
  const { columns, lastSeen }: { columns?: unknown; lastSeen?: unknown } = Object(json);
  return Array.isArray(columns) && typeof lastSeen === 'number'
    ? { columns: columns.map(String), lastSeen }
    : undefined;
}

function isEqual(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, index) => name === other[index]);
}
