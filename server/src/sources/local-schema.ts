import { dirname, join } from 'node:path';
import type { SchemaLookup } from '../analysis/snapshot.ts';
import { parseDatasetSchema } from '../dataset/parse-features.ts';
import { parseJson } from '../dataset/python-json.ts';
import { datasetFileName, isPlainFileName } from './dataset-file-name.ts';
import { describeReadError, type FileSystem, isAbsence } from './file-system.ts';
import type { TemplateLocation } from './source.ts';

/** Names of the schema file beside a template file, the first that is there. */
const besideNames = ['schema.json', 'dataset_infos.json'];

/** Looks in the given folders, in order, then beside the template file. */
export async function loadLocalSchema(
  fileSystem: FileSystem,
  folders: readonly string[],
  location: TemplateLocation,
): Promise<SchemaLookup> {
  for (const path of candidates(folders, location)) {
    const lookup = await loadSchemaFile(fileSystem, path, location);
    if (lookup.kind !== 'absent') return lookup;
  }
  return { kind: 'absent' };
}

/** Reads one schema file: features alone, under a header, or a whole `dataset_infos.json`. */
export async function loadSchemaFile(
  fileSystem: FileSystem,
  path: string,
  { dataset, subset }: TemplateLocation,
): Promise<SchemaLookup> {
  let bytes: Uint8Array;
  try {
    bytes = await fileSystem.read(path);
  } catch (error) {
    if (isAbsence(error)) return { kind: 'absent' };
    return malformed(path, `The schema cannot be read: ${describeReadError(error)}.`);
  }
  const parsed = parseText(bytes);
  if (parsed.kind === 'malformed') return malformed(path, parsed.message);
  const result = parseDatasetSchema(parsed.json, dataset, subset);
  return result.kind === 'malformed'
    ? malformed(path, result.message)
    : { kind: 'found', schema: result.schema, origin: path };
}

function candidates(folders: readonly string[], { path, dataset, subset }: TemplateLocation) {
  const name = `${datasetFileName(dataset, subset)}.json`;
  const named = isPlainFileName(name) ? folders.map((folder) => join(folder, name)) : [];
  const beside = path === undefined ? [] : besideNames.map((file) => join(dirname(path), file));
  return [...named, ...beside];
}

type ParsedText =
  | { readonly kind: 'json'; readonly json: unknown }
  | { readonly kind: 'malformed'; readonly message: string };

function parseText(bytes: Uint8Array): ParsedText {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { kind: 'malformed', message: 'The schema is not UTF-8 text.' };
  }
  try {
    return { kind: 'json', json: JSON.parse(text) };
  } catch (error) {
    return {
      kind: 'malformed',
      message: `The schema is not JSON: ${describeJsonError(text, error)}.`,
    };
  }
}

/** V8's own message differs between versions of Node and seldom names the place. */
function describeJsonError(text: string, error: unknown): string {
  const parsed = parseJson(text);
  if (parsed.kind === 'value') return error instanceof Error ? error.message : String(error);
  const before = text.slice(0, parsed.offset).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return `${parsed.message} at line ${before.length}, column ${column}`;
}

function malformed(origin: string, message: string): SchemaLookup {
  return { kind: 'malformed', origin, message };
}
