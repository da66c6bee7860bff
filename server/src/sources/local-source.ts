import { createBesideSource } from './beside-source.ts';
import type { CacheFolders } from './cache-folders.ts';
import { createCacheSource } from './cache-source.ts';
import { firstThatKnows } from './first-that-knows.ts';
import type { LocalParts } from './folder-files-source.ts';
import { createFolderSource, type NamedFolders } from './folder-source.ts';
import { createSettingSource, type DatasetMapping } from './setting-source.ts';
import type { DatasetSource } from './source.ts';

export interface LocalPlaces extends NamedFolders {
  readonly mapping: DatasetMapping;
  readonly caches: CacheFolders;
}

/** Every place on this machine where datasets come from, in order. */
export function createLocalSource(parts: LocalParts, places: LocalPlaces): DatasetSource {
  return firstThatKnows([
    createSettingSource(parts, places.mapping),
    createFolderSource(parts, places),
    createBesideSource(parts),
    createCacheSource(parts, places.caches),
  ]);
}
