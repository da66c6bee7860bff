import type { Origin, SchemaLookup } from '../dataset/lookup.ts';
import { parseDatasetSchema } from '../dataset/parse-features.ts';
import { parseJson } from '../dataset/python-json.ts';
import { describeReadError, type FileSystem, isAbsence } from './file-system.ts';
import type { TemplateLocation } from './source.ts';

/** Reads one schema file: features alone, under a header, or a whole `dataset_infos.json`. */
export async function loadSchemaFile(
  fileSystem: FileSystem,
  origin: Origin & { readonly path: string },
  { dataset, subset }: TemplateLocation,
): Promise<SchemaLookup> {
  let bytes: Uint8Array;
  try {
    bytes = await fileSystem.read(origin.path, largestBytes);
  } catch (error) {
    if (isAbsence(error)) return { kind: 'absent' };
    const message = `The schema cannot be read: ${describeReadError(error)}.`;
    return { kind: 'malformed', origin, message };
  }
  const parsed = parseText(bytes);
  if (parsed.kind === 'malformed') return { ...parsed, origin };
  const result = parseDatasetSchema(parsed.json, dataset, subset);
  if (result.kind === 'malformed') return { ...result, origin };
  const basis = { kind: 'declared', path: origin.path } as const;
  return { kind: 'found', origin, schema: result.schema, basis };
}

/** No schema is larger; a file of rows that is taken for one may be. */
const largestBytes = 32 * 1024 * 1024;

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
