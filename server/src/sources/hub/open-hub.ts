import { dirname, join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { FileSystem } from '../file-system.ts';
import type { TableReader } from '../process/protocol.ts';
import type { DatasetSource } from '../source.ts';
import type { CacheFiles } from '../store/cache-files.ts';
import { createDiskCache } from '../store/disk-cache.ts';
import { below, type HubEndpoints, publicHub, readEndpoints } from './endpoints.ts';
import { createHubApi } from './hub-api.ts';
import { createHubClient, type HubAccess } from './hub-client.ts';
import { type Environment, readEnvironmentToken, readHubEnvironment } from './hub-environment.ts';
import { createHubHttp, type HubHttp } from './hub-http.ts';
import { createHubSource } from './hub-source.ts';
import { openRemoteFile } from './remote-file.ts';
import { createSchemaJournal } from './schema-journal.ts';
import { authorizationFor, type HubToken } from './tokens.ts';
import { createViewerApi } from './viewer-api.ts';

/** What the Hub needs of the world around it. */
export interface HubWorld {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** From 0 to below 1. */
  random(): number;
  /** A name that nobody else uses. */
  newName(): string;
  readonly fileSystem: FileSystem;
  readonly cacheFiles: CacheFiles;
  /** Reads Parquet files in a process of its own. */
  readonly tables: TableReader;
  /** Where answers are kept between sessions. */
  readonly cacheFolder: string;
  readonly environment: Environment;
  readonly homeFolder: string;
}

export interface HubSettings {
  /** Empty: `HF_ENDPOINT`, else the public Hub. */
  readonly endpoint: string;
  /** Empty: derived from the Hub's address. */
  readonly viewerEndpoint: string;
  readonly cacheBytes: number;
  /** Why the Hub must not be asked; null where it may. */
  readonly refusal: string | null;
  /** Tokens that the user stored here; they go before those of the Hugging Face libraries. */
  readonly tokens: readonly HubToken[];
}

/** The Hub as one of the places where datasets come from. */
export interface Hub {
  readonly source: DatasetSource;
  readonly endpoints: HubEndpoints;
  access(): HubAccess;
  /** The header for an address: that of the first token stored for its host. */
  authorization(url: URL): Promise<string | undefined>;
  /** The user asks anew: what is kept only stands in for a Hub out of reach. */
  refresh(): void;
  /** How things are, for a user who wonders; asks the viewer whether it is there. */
  examine(): Promise<HubHealth>;
}

export interface HubHealth {
  /** Whether the dataset viewer answers, in words. */
  readonly viewer: string;
  /** Which token would be sent to it, in words. */
  readonly token: string;
  /** The answers that are kept between sessions. */
  readonly kept: { readonly folder: string; readonly files: number; readonly bytes: number };
}

/** Settings are read at each request, but for the addresses, which another Hub has. */
export function openHub(world: HubWorld, settings: () => HubSettings): Hub {
  const { clock, random, environment, fileSystem, homeFolder } = world;
  const { endpoint, viewerEndpoint } = settings();
  const fromEnvironment = readHubEnvironment(environment);
  const read = readEndpoints(endpoint || fromEnvironment.endpoint, viewerEndpoint);
  const endpoints = read.kind === 'endpoints' ? read.endpoints : publicEndpoints();
  const access = (): HubAccess => {
    const { offlineBy } = fromEnvironment;
    const byVariable = offlineBy && `The Hub is not asked, because \`${offlineBy}\` is set.`;
    const message = read.kind === 'malformed' ? read.message : (settings().refusal ?? byVariable);
    return message === null ? { kind: 'on' } : { kind: 'off', message };
  };
  const tokens = async () => {
    const token = await readEnvironmentToken(environment, fileSystem, homeFolder);
    return [...settings().tokens, ...(token === undefined ? [] : [token])];
  };
  const http = createHubHttp({
    fetch: world.fetch,
    clock,
    random,
    tokens,
  });
  const cache = createDiskCache({
    files: world.cacheFiles,
    folder: world.cacheFolder,
    clock,
    maxBytes: () => settings().cacheBytes,
    newName: world.newName,
  });
  const client = createHubClient({ http, cache, clock, access });
  const source = createHubSource({
    viewer: createViewerApi(client, endpoints),
    hub: createHubApi(client, endpoints),
    journal: createSchemaJournal(cache, endpoints.hub.href),
    openFile: (dataset, file, signal) =>
      openRemoteFile(client, endpoints, { dataset, file, signal }),
    tables: world.tables,
    outdate: client.outdate,
    isPath: (location) => isPath(fileSystem, location),
  });
  return {
    source,
    endpoints,
    access,
    authorization: async (url) => authorizationFor(await tokens(), url),
    refresh() {
      http.wake();
      client.outdate();
    },
    async examine() {
      const files = await world.cacheFiles.list(world.cacheFolder).catch(() => []);
      const bytes = files.reduce((sum, { size }) => sum + size, 0);
      const found = (await tokens()).find(({ origins }) =>
        origins.includes(endpoints.viewer.origin),
      );
      const permission = access();
      return {
        viewer:
          permission.kind === 'off' ? permission.message : await describeViewer(http, endpoints),
        token: found === undefined ? 'no token' : `token from ${found.from}`,
        kept: { folder: world.cacheFolder, files: files.length, bytes },
      };
    },
  };
}

/** Any answer will do. */
async function describeViewer(http: HubHttp, { viewer }: HubEndpoints): Promise<string> {
  const url = below(viewer, '/healthcheck');
  const reply = await http.get({ url, maxBytes: 1024 * 1024 });
  return reply.kind === 'answer' ? `${viewer.host} answers` : `out of reach: ${reply.message}`;
}

/** Whether a name that could be the Hub's is that of a folder beside the file which names it. */
async function isPath(
  fileSystem: FileSystem,
  { path, dataset }: { readonly path?: string; readonly dataset: string },
): Promise<boolean> {
  if (path === undefined) return false;
  // `data/reviews` is one as soon as there is a folder `data`.
  const [first = ''] = dataset.split('/');
  const folder = join(dirname(path), dataset.includes('/') ? first : dataset);
  return fileSystem.list(folder).then(
    () => true,
    () => false,
  );
}

function publicEndpoints(): HubEndpoints {
  const read = readEndpoints(publicHub, '');
  if (read.kind === 'malformed') throw new Error(read.message);
  return read.endpoints;
}
