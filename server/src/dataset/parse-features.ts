import type { DatasetSchema, Feature, Features } from './features.ts';

export type ParsedSchema =
  | {
      readonly kind: 'ok';
      readonly schema: DatasetSchema;
      /** What was left out or is not understood, as sentences that name the place. */
      readonly problems: readonly string[];
    }
  | { readonly kind: 'malformed'; readonly message: string };

/** Any object; the keys that features and headers use are named. */
interface JsonObject {
  readonly [key: string]: unknown;
  readonly _type?: unknown;
  readonly dataset?: unknown;
  readonly dataset_name?: unknown;
  readonly dtype?: unknown;
  readonly feature?: unknown;
  readonly features?: unknown;
  readonly length?: unknown;
  readonly num_classes?: unknown;
  readonly num_examples?: unknown;
  readonly shape?: unknown;
  readonly splits?: unknown;
  readonly subset?: unknown;
}

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
  const featuresPath = header === undefined ? '' : join(path, 'features');
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

/** Columns may be nested this deep; more is a mistake or an attack. */
const deepestNesting = 100;

/** Reads features as `datasets.features.generate_from_dict` does; keeps the first failure. */
class FeatureReader {
  readonly problems: string[] = [];
  failure: string | undefined;
  #depth = 0;

  readFeatures(json: unknown, path: string): Features {
    if (!isObject(json)) {
      this.#fail(path, 'an object with one key per column', json);
      return new Map();
    }
    return this.#readFields(json, path);
  }

  #readFields(json: JsonObject, path: string): Features {
    const fields = new Map<string, Feature>();
    for (const [name, feature] of Object.entries(json)) {
      fields.set(name, this.#readFeature(feature, join(path, name)));
    }
    return fields;
  }

  #readFeature(json: unknown, path: string): Feature {
    if (this.#depth > deepestNesting) {
      this.failure ??= `${place(path)} is nested too deeply.`;
      return unknownFeature('');
    }
    this.#depth += 1;
    const feature = this.#readAnyFeature(json, path);
    this.#depth -= 1;
    return feature;
  }

  #readAnyFeature(json: unknown, path: string): Feature {
    if (Array.isArray(json)) return this.#readListLiteral(json, path);
    if (!isObject(json)) {
      return this.#fail(path, 'a feature, an object with `_type`,', json);
    }
    const type = json._type;
    // A struct is a plain object of features; one of its fields may be called `_type`.
    if (type === undefined || isObject(type) || Array.isArray(type)) {
      return { kind: 'struct', fields: this.#readFields(json, path) };
    }
    if (typeof type !== 'string') return this.#fail(join(path, '_type'), 'a name in quotes', type);
    return this.#readTyped(type, json, path);
  }

  #readTyped(type: string, json: JsonObject, path: string): Feature {
    switch (type) {
      case 'Value':
        return this.#readValue(json, path);
      case 'ClassLabel':
        return this.#readClassLabel(json, path);
      case 'Sequence':
        return this.#readSequence(json, path);
      case 'List':
      case 'LargeList':
        return this.#readList(json, path);
      case 'Translation':
        return { kind: 'translation', languages: this.#readNames(json, 'languages', path) ?? [] };
      case 'TranslationVariableLanguages':
        return {
          kind: 'variable-translation',
          languages: this.#readNames(json, 'languages', path) ?? [],
        };
      case 'Image':
      case 'Audio':
      case 'Video':
        return { kind: mediaKinds[type] };
      default:
        return this.#readArrayOrUnknown(type, json, path);
    }
  }

  #readValue(json: JsonObject, path: string): Feature {
    const dtype = json.dtype;
    if (typeof dtype !== 'string')
      return this.#fail(join(path, 'dtype'), 'a name in quotes', dtype);
    return { kind: 'value', dtype };
  }

  #readClassLabel(json: JsonObject, path: string): Feature {
    const names = this.#readNames(json, 'names', path);
    if (names !== undefined) return { kind: 'class-label', names };
    const count = json.num_classes ?? 0;
    if (!isCount(count)) return this.#fail(join(path, 'num_classes'), 'a number of classes', count);
    return { kind: 'class-label', names: Array.from({ length: count }, (_, index) => `${index}`) };
  }

  /** A `Sequence` of a struct is a struct of lists. */
  #readSequence(json: JsonObject, path: string): Feature {
    const item = this.#readFeature(json.feature, join(path, 'feature'));
    const length = this.#readLength(json, path);
    if (item.kind !== 'struct') return { kind: 'sequence', item, length };
    const fields = new Map<string, Feature>();
    for (const [name, field] of item.fields) {
      fields.set(name, { kind: 'sequence', item: field, length });
    }
    return { kind: 'struct', fields };
  }

  #readList(json: JsonObject, path: string): Feature {
    const item = this.#readFeature(json.feature, join(path, 'feature'));
    return { kind: 'sequence', item, length: this.#readLength(json, path) };
  }

  #readListLiteral(json: readonly unknown[], path: string): Feature {
    if (json.length !== 1) {
      return this.#fail(path, 'a list with the feature of its items and nothing else', json);
    }
    return { kind: 'sequence', item: this.#readFeature(json[0], join(path, '0')), length: -1 };
  }

  #readArrayOrUnknown(type: string, json: JsonObject, path: string): Feature {
    const dimensions = /^Array([2-5])D$/.exec(type)?.[1];
    if (dimensions === undefined) {
      this.problems.push(`${place(path)} has the type \`${type}\`, which is not known here.`);
      return unknownFeature(type);
    }
    const dtype = json.dtype;
    if (typeof dtype !== 'string')
      return this.#fail(join(path, 'dtype'), 'a name in quotes', dtype);
    return arrayFeature(dtype, Number(dimensions), json.shape);
  }

  #readNames(json: JsonObject, key: string, path: string): readonly string[] | undefined {
    const names = json[key];
    if (names === undefined || names === null) return undefined;
    if (!isNameList(names)) {
      this.#fail(join(path, key), 'a list of names in quotes', names);
      return [];
    }
    // Some datasets have numbers as names; `datasets` turns them into text.
    return names.map(String);
  }

  #readLength(json: JsonObject, path: string): number {
    const length = json.length ?? -1;
    if (typeof length === 'number' && Number.isInteger(length)) return length;
    this.#fail(join(path, 'length'), 'a whole number', length);
    return -1;
  }

  #fail(path: string, expected: string, found: unknown): Feature {
    this.failure ??= malformed(path, expected, found).message;
    return unknownFeature('');
  }
}

const mediaKinds = { Image: 'image', Audio: 'audio', Video: 'video' } as const;

function arrayFeature(dtype: string, dimensions: number, shape: unknown): Feature {
  let feature: Feature = { kind: 'value', dtype };
  for (let axis = dimensions - 1; axis >= 0; axis -= 1) {
    const length: unknown = Array.isArray(shape) ? shape[axis] : undefined;
    feature = { kind: 'sequence', item: feature, length: isCount(length) ? length : -1 };
  }
  return feature;
}

function unknownFeature(type: string): Feature {
  return { kind: 'unknown', type };
}

function malformed(path: string, expected: string, found: unknown) {
  const message = `${place(path)} is ${describe(found)}; ${expected} is expected.`;
  return { kind: 'malformed', message } as const;
}

function place(path: string): string {
  return path === '' ? 'The schema' : `\`${path}\``;
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function describe(json: unknown): string {
  if (json === undefined) return 'missing';
  if (json === null) return 'null';
  if (Array.isArray(json)) return json.length === 1 ? 'a list' : `a list of ${json.length} items`;
  if (isObject(json)) return 'an object';
  return typeof json === 'string' ? 'text' : `\`${String(json)}\``;
}

function isObject(json: unknown): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function isNameList(json: unknown): json is readonly (string | number)[] {
  return (
    Array.isArray(json) &&
    json.every((item) => typeof item === 'string' || typeof item === 'number')
  );
}

function isCount(json: unknown): json is number {
  return typeof json === 'number' && Number.isInteger(json) && json >= 0 && json <= 1_000_000;
}

function text(json: unknown): string | undefined {
  return typeof json === 'string' ? json : undefined;
}
