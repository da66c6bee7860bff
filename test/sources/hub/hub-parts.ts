import type { Clock } from '../../../server/src/sources/clock.ts';
import { systemClock } from '../../../server/src/sources/clock.ts';
import { readEndpoints } from '../../../server/src/sources/hub/endpoints.ts';
import { createHubApi } from '../../../server/src/sources/hub/hub-api.ts';
import {
  createHubClient,
  type HubAccess,
  type HubClient,
} from '../../../server/src/sources/hub/hub-client.ts';
import type { HubParts } from '../../../server/src/sources/hub/hub-dataset.ts';
import { createHubHttp, type HubHttp } from '../../../server/src/sources/hub/hub-http.ts';
import { openRemoteFile } from '../../../server/src/sources/hub/remote-file.ts';
import { createSchemaJournal } from '../../../server/src/sources/hub/schema-journal.ts';
import type { HubToken } from '../../../server/src/sources/hub/tokens.ts';
import { createViewerApi } from '../../../server/src/sources/hub/viewer-api.ts';
import { createTableService } from '../../../server/src/sources/process/table-service.ts';
import type { DiskCache } from '../../../server/src/sources/store/disk-cache.ts';

export interface TestClient extends HubParts {
  readonly client: HubClient;
  readonly http: HubHttp;
  /** How long was waited before each further attempt, in ms. */
  readonly waits: readonly number[];
  /** Moves the clock on. */
  pass(ms: number): void;
}

/** In this process: nothing here is made to harm it. */
const tables = createTableService(64 * 1024 * 1024);

export interface TestClientOptions {
  readonly tokens?: readonly HubToken[];
  readonly cache?: DiskCache;
  access?(): HubAccess;
  /** So long may the Hub be silent; long enough for a machine that is busy. */
  readonly idleMs?: number;
}

/** A client of a Hub on this machine whose waits take no time. */
export function testClient(origin: string, options: TestClientOptions = {}): TestClient {
  const {
    tokens = [],
    cache = noCache,
    access = () => ({ kind: 'on' }),
    idleMs = 20_000,
  } = options;
  const waits: number[] = [];
  let elapsed = 0;
  const clock: Clock = {
    now: () => Date.UTC(2026, 0, 1) + elapsed,
    start: systemClock.start,
    async wait(delayMs) {
      waits.push(delayMs);
      elapsed += delayMs;
    },
  };
  const parts = { fetch, clock, random: () => 0.5, tokens: async () => tokens, idleMs };
  const http = createHubHttp(parts);
  const read = readEndpoints(origin, '');
  if (read.kind === 'malformed') throw new Error(read.message);
  const client = createHubClient({ http, cache, clock, access });
  return {
    viewer: createViewerApi(client, read.endpoints),
    hub: createHubApi(client, read.endpoints),
    journal: createSchemaJournal(cache, origin),
    openFile: (dataset, file, signal) =>
      openRemoteFile(client, read.endpoints, { dataset, file, signal }),
    tables,
    outdate: client.outdate,
    isPath: async () => false,
    client,
    http,
    waits,
    pass(ms) {
      elapsed += ms;
    },
  };
}

const noCache: DiskCache = {
  read: async () => undefined,
  write: async () => {},
  remove: async () => {},
};
