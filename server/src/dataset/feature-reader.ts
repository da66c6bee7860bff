import type { Feature, Features } from './features.ts';
import { isObject, type JsonObject, joinPath, malformed, place } from './json-shape.ts';

/** Columns may be nested this deep; more is a mistake or an attack. */
const deepestNesting = 100;

/** Reads features as `datasets.features.generate_from_dict` does; keeps the first failure. */
export class FeatureReader {
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
      fields.set(name, this.#readFeature(feature, joinPath(path, name)));
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
    if (typeof type !== 'string')
      return this.#fail(joinPath(path, '_type'), 'a name in quotes', type);
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
      return this.#fail(joinPath(path, 'dtype'), 'a name in quotes', dtype);
    return { kind: 'value', dtype };
  }

  #readClassLabel(json: JsonObject, path: string): Feature {
    const names = this.#readNames(json, 'names', path);
    if (names !== undefined) return { kind: 'class-label', names };
    const count = json.num_classes ?? 0;
    if (!isCount(count))
      return this.#fail(joinPath(path, 'num_classes'), 'a number of classes', count);
    return { kind: 'class-label', names: Array.from({ length: count }, (_, index) => `${index}`) };
  }

  /** A `Sequence` of a struct is a struct of lists. */
  #readSequence(json: JsonObject, path: string): Feature {
    const item = this.#readFeature(json.feature, joinPath(path, 'feature'));
    const length = this.#readLength(json, path);
    if (item.kind !== 'struct') return { kind: 'sequence', item, length };
    const fields = new Map<string, Feature>();
    for (const [name, field] of item.fields) {
      fields.set(name, { kind: 'sequence', item: field, length });
    }
    return { kind: 'struct', fields };
  }

  #readList(json: JsonObject, path: string): Feature {
    const item = this.#readFeature(json.feature, joinPath(path, 'feature'));
    return { kind: 'sequence', item, length: this.#readLength(json, path) };
  }

  #readListLiteral(json: readonly unknown[], path: string): Feature {
    if (json.length !== 1) {
      return this.#fail(path, 'a list with the feature of its items and nothing else', json);
    }
    return { kind: 'sequence', item: this.#readFeature(json[0], joinPath(path, '0')), length: -1 };
  }

  #readArrayOrUnknown(type: string, json: JsonObject, path: string): Feature {
    const dimensions = /^Array([2-5])D$/.exec(type)?.[1];
    if (dimensions === undefined) {
      // Values of several types, as they are.
      if (type === 'Json') return unknownFeature(type);
      this.problems.push(`${place(path)} has the type \`${type}\`, which is not known here.`);
      return unknownFeature(type);
    }
    const dtype = json.dtype;
    if (typeof dtype !== 'string')
      return this.#fail(joinPath(path, 'dtype'), 'a name in quotes', dtype);
    return arrayFeature(dtype, Number(dimensions), json.shape);
  }

  #readNames(json: JsonObject, key: string, path: string): readonly string[] | undefined {
    const names = json[key];
    if (names === undefined || names === null) return undefined;
    if (!isNameList(names)) {
      this.#fail(joinPath(path, key), 'a list of names in quotes', names);
      return [];
    }
    // Some datasets have numbers as names; `datasets` turns them into text.
    return names.map(String);
  }

  #readLength(json: JsonObject, path: string): number {
    const length = json.length ?? -1;
    if (typeof length === 'number' && Number.isInteger(length)) return length;
    this.#fail(joinPath(path, 'length'), 'a whole number', length);
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

function isNameList(json: unknown): json is readonly (string | number)[] {
  return (
    Array.isArray(json) &&
    json.every((item) => typeof item === 'string' || typeof item === 'number')
  );
}

function isCount(json: unknown): json is number {
  return typeof json === 'number' && Number.isInteger(json) && json >= 0 && json <= 1_000_000;
}
