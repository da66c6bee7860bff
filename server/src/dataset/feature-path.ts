import type { Feature, Features } from './features.ts';

/** One step into a value: a key of a dict, or any item of a list. */
export type FeatureStep =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'item' };

/** From a row to a value; the first step names the column as the data has it. */
export type FeaturePath = readonly FeatureStep[];

/** The feature of a column by the name that templates use: `-` in the data's name is read as `_`. */
export function findColumn(features: Features, name: string): Column | undefined {
  const known = columnsByName.get(features) ?? indexColumns(features);
  columnsByName.set(features, known);
  return known.get(name);
}

interface Column {
  /** As the data has it. */
  readonly name: string;
  readonly feature: Feature;
}

const columnsByName = new WeakMap<Features, ReadonlyMap<string, Column>>();

function indexColumns(features: Features): ReadonlyMap<string, Column> {
  const index = new Map<string, Column>();
  for (const [name, feature] of features) {
    const key = templateName(name);
    // Of `a-b` and `a_b` the one that is called so.
    if (!index.has(key) || key === name) index.set(key, { name, feature });
  }
  return index;
}

/** The name under which templates see a column. */
export function templateName(column: string): string {
  return column.replaceAll('-', '_');
}

/** The fields of a dict-like feature by name; `undefined` for features without fixed fields. */
export function fieldsOfFeature(feature: Feature): Features | undefined {
  switch (feature.kind) {
    case 'struct':
      return feature.fields;
    case 'translation':
      return new Map(feature.languages.map((language) => [language, textFeature]));
    case 'variable-translation':
      return new Map([
        ['language', textList],
        ['translation', textList],
      ]);
    default:
      return undefined;
  }
}

/** The feature behind one step, or `undefined` where the feature has no such field or no items. */
export function stepInto(feature: Feature, step: FeatureStep): Feature | undefined {
  if (feature.kind === 'unknown') return feature;
  if (step.kind === 'field') return fieldsOfFeature(feature)?.get(step.name);
  return feature.kind === 'sequence' ? feature.item : undefined;
}

/** The feature at the end of a path, or `undefined` where the path leads nowhere. */
export function resolveFeaturePath(features: Features, path: FeaturePath): Feature | undefined {
  const [column, ...steps] = path;
  if (column?.kind !== 'field') return undefined;
  let feature = features.get(column.name);
  for (const step of steps) {
    if (feature === undefined) return undefined;
    feature = stepInto(feature, step);
  }
  return feature;
}

/** A path as authors write it, such as `answers.text[]`. */
export function formatFeaturePath(path: FeaturePath): string {
  return path
    .map((step) => (step.kind === 'item' ? '[]' : `.${step.name}`))
    .join('')
    .replace(/^\./, '');
}

const textFeature: Feature = { kind: 'value', dtype: 'string' };
const textList: Feature = { kind: 'sequence', item: textFeature, length: -1 };
