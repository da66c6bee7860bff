import type { DatasetSchema, Feature, Features } from '../dataset/features.ts';

/** The form of `dataset_infos.json`, under a header. */
export function toSchemaJson({ dataset, subset, splits, features }: DatasetSchema) {
  return { dataset, subset, splits: Object.fromEntries(splits), features: toFieldsJson(features) };
}

export function toFeatureJson(feature: Feature): unknown {
  switch (feature.kind) {
    case 'value':
      return { dtype: feature.dtype, _type: 'Value' };
    case 'class-label':
      return { names: feature.names, _type: 'ClassLabel' };
    case 'sequence':
      return {
        feature: toFeatureJson(feature.item),
        length: feature.length,
        // A `Sequence` of a struct would mean a struct of lists.
        _type: feature.item.kind === 'struct' ? 'List' : 'Sequence',
      };
    case 'struct':
      return toFieldsJson(feature.fields);
    case 'translation':
      return { languages: feature.languages, _type: 'Translation' };
    case 'variable-translation':
      return { languages: feature.languages, _type: 'TranslationVariableLanguages' };
    case 'image':
      return { _type: 'Image' };
    case 'audio':
      return { _type: 'Audio' };
    case 'video':
      return { _type: 'Video' };
    case 'unknown':
      return { _type: feature.type };
  }
}

function toFieldsJson(features: Features): Readonly<Record<string, unknown>> {
  return Object.fromEntries([...features].map(([name, one]) => [name, toFeatureJson(one)]));
}
