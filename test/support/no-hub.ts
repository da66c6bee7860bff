import { systemClock } from '../../server/src/sources/clock.ts';
import { nodeFileSystem } from '../../server/src/sources/file-system.ts';
import { type Hub, openHub } from '../../server/src/sources/hub/open-hub.ts';
import { nodeCacheFiles } from '../../server/src/sources/store/cache-files.ts';

/** The Hub, switched off and without anything kept of it. */
export function noHub(): Hub {
  const world = {
    fetch: () => Promise.reject(new Error('a test asks the Hub')),
    clock: systemClock,
    random: () => 0,
    newName: () => 'test',
    fileSystem: nodeFileSystem,
    cacheFiles: nodeCacheFiles,
    cacheFolder: '/there/is/no/such/folder',
    environment: { HF_HUB_OFFLINE: '1' },
    homeFolder: '/there/is/no/such/folder',
  };
  const settings = { endpoint: '', viewerEndpoint: '', cacheBytes: 0, refusal: null, tokens: [] };
  return openHub(world, () => settings);
}
