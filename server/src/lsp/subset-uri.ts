/**
 * The file of another subset of the dataset: in the folder beside that of the own subset, or below the folder of a file
 * without one. `undefined` for a name that is no name of a folder.
 */
export function subsetUri(
  uri: string,
  ownSubset: string | undefined,
  subset: string,
): string | undefined {
  if (subset.trim() === '' || /[/\\\0]/.test(subset) || /^\.+$/.test(subset)) return undefined;
  const folder = new URL('.', uri);
  const name = decodeURIComponent(folder.pathname.split('/').at(-2) ?? '');
  const dataset = name === ownSubset ? new URL('..', folder) : folder;
  return new URL(`${encodeURIComponent(subset)}/templates.yaml`, dataset).href;
}
