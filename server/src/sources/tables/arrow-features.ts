import type { Schema } from 'apache-arrow';
import { fieldsOfFeature } from '../../dataset/feature-path.ts';
import { FeatureReader } from '../../dataset/feature-reader.ts';
import type { Feature, Features } from '../../dataset/features.ts';
import { featureOfArrow } from './arrow-dtype.ts';

/**
 * Columns of an Arrow schema: as its Hugging Face metadata says where that fits, else by their types; `adapt` brings
 * a type to the way in which it is stored.
 */
export function featuresOfSchema(
  schema: Schema,
  adapt = (_name: string, feature: Feature): Feature => feature,
): Features {
  const declared = declaredFeatures(schema.metadata.get('huggingface'));
  const features = new Map<string, Feature>();
  for (const field of schema.fields) {
    const stored = adapt(field.name, featureOfArrow(field.type, field.name));
    const known = declared.get(field.name);
    const isJson = field.metadata.get('ARROW:extension:name') === 'arrow.json';
    if (known !== undefined && isStoredAs(known, stored)) features.set(field.name, known);
    else features.set(field.name, isJson ? { kind: 'unknown', type: 'Json' } : stored);
  }
  return features;
}

/** The features in the metadata that `datasets` writes; none where it cannot be read. */
export function declaredFeatures(metadata: string | undefined): Features {
  if (metadata === undefined) return new Map();
  try {
    const features: unknown = JSON.parse(metadata)?.info?.features;
    const reader = new FeatureReader();
    const read = reader.readFeatures(features, '');
    return reader.failure === undefined ? read : new Map();
  } catch {
    return new Map();
  }
}

/** Whether values of the feature lie in files as values of the other, a plain one. */
export function isStoredAs(feature: Feature, stored: Feature): boolean {
  switch (feature.kind) {
    case 'value':
      return stored.kind === 'value' && stored.dtype === feature.dtype;
    case 'class-label':
      return stored.kind === 'value' && stored.dtype === 'int64';
    case 'sequence':
      return stored.kind === 'sequence' && isStoredAs(feature.item, stored.item);
    case 'struct':
    case 'translation':
    case 'variable-translation':
      return isStruct(fieldsOfFeature(feature) ?? new Map(), stored);
    default:
      return true;
  }
}

function isStruct(fields: Features, stored: Feature): boolean {
  if (stored.kind !== 'struct' || stored.fields.size !== fields.size) return false;
  return [...fields].every(([name, field]) => {
    const other = stored.fields.get(name);
    return other !== undefined && isStoredAs(field, other);
  });
}
