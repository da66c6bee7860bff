import type { FileSystem, FolderEntry } from './file-system.ts';

/** Lists each folder once, for a command that is over before anything in it changes. */
export function listingOnce(fileSystem: FileSystem): FileSystem {
  const listings = new Map<string, Promise<readonly FolderEntry[]>>();
  return {
    ...fileSystem,
    list(folder) {
      const listing = listings.get(folder) ?? fileSystem.list(folder);
      listings.set(folder, listing);
      return listing;
    },
  };
}
