import type { DatasetSchema, Feature } from '../../server/src/dataset/features.ts';
import type { SchemaLookup } from '../../server/src/dataset/lookup.ts';

/** A schema of the dataset `reviews`, written as its columns. */
export function schema(
  columns: Readonly<Record<string, Feature>>,
  dataset = 'reviews',
  subset: string | null = null,
): DatasetSchema {
  return { dataset, subset, features: new Map(Object.entries(columns)), splits: new Map() };
}

export function text(): Feature {
  return { kind: 'value', dtype: 'string' };
}

export function integer(): Feature {
  return { kind: 'value', dtype: 'int64' };
}

export function classLabel(...names: readonly string[]): Feature {
  return { kind: 'class-label', names };
}

export function sequence(item: Feature): Feature {
  return { kind: 'sequence', item, length: -1 };
}

export function struct(fields: Readonly<Record<string, Feature>>): Feature {
  return { kind: 'struct', fields: new Map(Object.entries(fields)) };
}

/** The schema as a source gives it that found it in this file. */
export function foundSchema(schema: DatasetSchema, path = 'schema.json'): SchemaLookup {
  const origin = { source: 'beside', label: path, path } as const;
  return { kind: 'found', origin, schema, basis: { kind: 'declared', path } };
}
