import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where graphs are kept while they are loaded: `P3_CACHE_DIR`, else the platform's place for caches. */
export function defaultCacheFolder(environment: NodeJS.ProcessEnv): string {
  const { P3_CACHE_DIR: chosen, XDG_CACHE_HOME: cacheHome, LOCALAPPDATA: local } = environment;
  if (chosen) {
    return chosen;
  }
  switch (process.platform) {
    case 'win32':
      return join(local || join(homedir(), 'AppData', 'Local'), 'p3-workbench', 'cache');
    case 'darwin':
      return join(homedir(), 'Library', 'Caches', 'p3-workbench');
    default:
      return join(cacheHome || join(homedir(), '.cache'), 'p3-workbench');
  }
}
