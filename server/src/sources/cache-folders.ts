import { join } from 'node:path';

/** Where the Hugging Face libraries keep what they fetched. */
export interface CacheFolders {
  /** What `datasets` has prepared, as Arrow files. */
  readonly datasets: string;
  /** Files of repositories of the Hub. */
  readonly hub: string;
}

/** As `datasets.config` and `huggingface_hub.constants` read the environment. */
export function cacheFoldersOf(
  environment: Readonly<Record<string, string | undefined>>,
  homeFolder: string,
): CacheFolders {
  const { XDG_CACHE_HOME, HF_HOME, HF_DATASETS_CACHE, HF_HUB_CACHE, HUGGINGFACE_HUB_CACHE } =
    environment;
  const cache = XDG_CACHE_HOME || join(homeFolder, '.cache');
  const home = HF_HOME || join(cache, 'huggingface');
  return {
    datasets: HF_DATASETS_CACHE || join(home, 'datasets'),
    hub: HF_HUB_CACHE || HUGGINGFACE_HUB_CACHE || join(home, 'hub'),
  };
}
