import { systemClock } from '../../server/src/sources/clock.ts';
import { nodeFileSystem } from '../../server/src/sources/file-system.ts';
import type { Environment } from '../../server/src/sources/hub/hub-environment.ts';
import { type Hub, type HubWorld, openHub } from '../../server/src/sources/hub/open-hub.ts';
import { nodeCacheFiles } from '../../server/src/sources/store/cache-files.ts';

/** Variables that switch the Hub off. */
export const offline: Environment = { HF_HUB_OFFLINE: '1' };

const nowhere = '/there/is/no/such/folder';

/** What the Hub takes of the world: variables of a test, and its folder. */
export function hubWorld(environment: Environment, cacheFolder = nowhere): HubWorld {
  let count = 0;
  return {
    fetch,
    clock: systemClock,
    random: Math.random,
    newName: () => `test-${process.pid}-${count++}`,
    fileSystem: nodeFileSystem,
    cacheFiles: nodeCacheFiles,
    tables: { ask: async () => ({ kind: 'absent' }) },
    cacheFolder,
    environment,
    homeFolder: nowhere,
  };
}

/** The Hub, switched off and without anything kept of it. */
export function noHub(): Hub {
  const settings = { endpoint: '', viewerEndpoint: '', cacheBytes: 0, refusal: null, tokens: [] };
  return openHub(hubWorld(offline), () => settings);
}
