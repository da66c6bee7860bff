import { FeatureReader } from './feature-reader.ts';
import type { DatasetSchema } from './features.ts';
import { isObject, type JsonObject, joinPath, malformed } from './json-shape.ts';

export type ParsedSchema =
  | {
      readonly kind: 'ok';
      readonly schema: DatasetSchema;
      /** What was left out or is not understood, as sentences that name the place. */
      readonly problems: readonly string[];
    }
  | { readonly kind: 'malformed'; readonly message: string };

/**
 * Reads the `features` of `dataset_infos.json`: alone, under a header (`dataset`, `subset`, `splits`, `features`), or
 * as a whole file that maps subsets to their infos. `fallbackName` names the dataset where the file does not;
 * `subset` picks the info out of a whole file that has several.
 */
export function parseDatasetSchema(
  json: unknown,
  fallbackName: string,
  subset: string | null = null,
): ParsedSchema {
  if (!isObject(json)) {
    return malformed('', 'the features of a dataset, an object with one key per column,', json);
  }
  const whole = readWholeFile(json, subset);
  if (whole?.kind === 'malformed') return whole;
  const header = whole?.info ?? (isHeader(json) ? json : undefined);
  const path = whole === undefined ? '' : whole.path;
  const reader = new FeatureReader();
  const featuresPath = header === undefined ? '' : joinPath(path, 'features');
  const features = reader.readFeatures(header === undefined ? json : header.features, featuresPath);
  if (reader.failure !== undefined) return { kind: 'malformed', message: reader.failure };
  return {
    kind: 'ok',
    schema: {
      dataset: text(header?.dataset) ?? text(header?.dataset_name) ?? fallbackName,
      subset: text(header?.subset) ?? (whole === undefined ? null : whole.subset),
      features,
      splits: readSplits(header?.splits),
    },
    problems: reader.problems,
  };
}

/** A header has `features` that is no feature itself; a column could carry that name. */
function isHeader(json: JsonObject): boolean {
  const features = json.features;
  return Object.hasOwn(json, 'features') && !isFeature(features);
}

function isFeature(json: unknown): boolean {
  return isObject(json) && typeof json._type === 'string';
}

type WholeFile =
  | {
      readonly kind: 'info';
      readonly info: JsonObject;
      readonly path: string;
      readonly subset: string;
    }
  | { readonly kind: 'malformed'; readonly message: string };

/** The info of one subset where the JSON is a whole `dataset_infos.json`, else `undefined`. */
function readWholeFile(json: JsonObject, subset: string | null): WholeFile | undefined {
  const infos = Object.entries(json).flatMap(([name, info]) =>
    isObject(info) && !isFeature(info) && isHeader(info) ? [{ name, info }] : [],
  );
  if (infos.length === 0 || infos.length < Object.keys(json).length) return undefined;
  const wanted = subset ?? 'default';
  const chosen =
    infos.find(({ name }) => name === wanted) ?? (infos.length === 1 ? infos[0] : undefined);
  if (chosen === undefined) {
    const names = infos.map(({ name }) => `\`${name}\``).join(', ');
    return { kind: 'malformed', message: `The file has no subset \`${wanted}\`; it has ${names}.` };
  }
  return { kind: 'info', info: chosen.info, path: chosen.name, subset: chosen.name };
}

function readSplits(json: unknown): ReadonlyMap<string, number> {
  const splits = new Map<string, number>();
  for (const [name, split] of Object.entries(isObject(json) ? json : {})) {
    const count = isObject(split) ? split.num_examples : split;
    if (typeof count === 'number') splits.set(name, count);
  }
  return splits;
}

function text(json: unknown): string | undefined {
  return typeof json === 'string' ? json : undefined;
}
