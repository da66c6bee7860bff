import { isObject } from '../dataset/json-shape.ts';

/**
 * Features as `dataset_infos.json` has them, from the shorter form of dataset cards (`datasets.Features._from_yaml_list`):
 * a list of columns with a `name` and a `dtype`, which may be a type by name or one spelt out. What is not understood
 * stays as it is, so that reading it as features says what is wrong.
 */
export function featuresOfCard(columns: unknown): unknown {
  if (!Array.isArray(columns)) return columns;
  const named = columns.map((column) => {
    const { name, ...feature } = isObject(column) ? { ...column } : {};
    return [String(name), featureOf(feature)] as const;
  });
  return Object.fromEntries(named);
}

const listKeys = ['list', 'sequence', 'large_list'] as const;

function featureOf(feature: Readonly<Record<string, unknown>>): unknown {
  for (const key of listKeys) {
    if (Object.hasOwn(feature, key)) return listOf(key, feature[key], feature);
  }
  if (Object.hasOwn(feature, 'struct')) return featuresOfCard(feature['struct']);
  return typeOf(feature['dtype'] ?? feature, feature);
}

function listOf(
  key: (typeof listKeys)[number],
  item: unknown,
  { length }: Readonly<Record<string, unknown>>,
): unknown {
  // An object may carry the length of the list beside the type of its items.
  const { length: inner, ...rest } = isObject(item) ? { ...item } : {};
  const feature = Array.isArray(item)
    ? featuresOfCard(item)
    : isObject(item)
      ? featureOf(rest)
      : typeOf(item, {});
  const size = length ?? inner;
  const type = key === 'sequence' ? 'Sequence' : 'List';
  return { feature, ...(size === undefined ? {} : { length: size }), _type: type };
}

/** Types by name; any other name is one of Arrow's. */
const namedTypes: Readonly<Record<string, string>> = {
  image: 'Image',
  audio: 'Audio',
  video: 'Video',
  json: 'Json',
  class_label: 'ClassLabel',
  translation: 'Translation',
  translation_variable_languages: 'TranslationVariableLanguages',
  array2_d: 'Array2D',
  array3_d: 'Array3D',
  array4_d: 'Array4D',
  array5_d: 'Array5D',
};

function typeOf(dtype: unknown, feature: Readonly<Record<string, unknown>>): unknown {
  if (typeof dtype === 'string') {
    const type = namedTypes[dtype];
    return type === undefined ? { dtype, _type: 'Value' } : { _type: type };
  }
  if (!isObject(dtype)) return feature;
  const [[name, content] = ['', {}]] = Object.entries(dtype);
  const type = namedTypes[name];
  if (type === undefined) return featureOf({ ...dtype });
  const details = isObject(content) ? { ...content } : {};
  return { ...details, ...namesOf(details), _type: type };
}

/** Names of classes are a list, or an object from their indexes. */
function namesOf(details: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const names = details['names'];
  if (!isObject(names)) return {};
  const sorted = Object.entries(names).sort(([a], [b]) => Number(a) - Number(b));
  return { names: sorted.map(([, name]) => String(name)) };
}
