import { describeFeature } from './describe-feature.ts';
import { describeExampleValue, type ExampleRow, type ExampleValue } from './example.ts';
import { fieldsOfFeature, findColumn, templateName } from './feature-path.ts';
import type { Feature, Features } from './features.ts';

/** The values of a row that do not fit the schema, as sentences; `row` is the 0-based index that they name. */
export function misfitsOf(
  row: ExampleRow,
  features: Features,
  rowIndex: number,
): readonly string[] {
  const misfits: string[] = [];
  for (const misfit of misfitsOfRow(row, features)) {
    misfits.push(`Row ${rowIndex}: ${misfit}`);
    if (misfits.length === mostMisfits) break;
  }
  return misfits;
}

/** Further misfits of one row say the same again. */
const mostMisfits = 20;

function* misfitsOfRow(row: ExampleRow, features: Features): Generator<string> {
  for (const [name, value] of row) {
    const column = findColumn(features, templateName(name));
    if (column === undefined) yield `the schema has no column \`${name}\`.`;
    else yield* misfitsOfValue(value, column.feature, name);
  }
  const present = new Set([...row.keys()].map(templateName));
  for (const [name, feature] of features) {
    if (present.has(templateName(name))) continue;
    yield `column \`${name}\` is missing; ${describeFeature(feature)} is expected.`;
  }
}

function* misfitsOfValue(value: ExampleValue, feature: Feature, path: string): Generator<string> {
  // Any column may hold nulls.
  if (value === null) return;
  const fields = fieldsOfFeature(feature);
  if (fields !== undefined) {
    if (value instanceof Map) yield* misfitsOfFields(value, fields, path);
    else yield misfit(value, feature, path);
  } else if (feature.kind === 'sequence') {
    if (!isList(value)) yield misfit(value, feature, path);
    else yield* misfitsOfItems(value, feature.item, path);
  } else if (!fitsScalar(value, feature)) {
    yield misfit(value, feature, path);
  }
}

function* misfitsOfFields(
  value: ReadonlyMap<string, ExampleValue>,
  fields: Features,
  path: string,
): Generator<string> {
  for (const [name, item] of value) {
    const feature = fields.get(name);
    if (feature === undefined) yield `the schema has no field \`${path}.${name}\`.`;
    else yield* misfitsOfValue(item, feature, `${path}.${name}`);
  }
}

function* misfitsOfItems(
  items: readonly ExampleValue[],
  feature: Feature,
  path: string,
): Generator<string> {
  for (const [index, item] of items.entries()) {
    yield* misfitsOfValue(item, feature, `${path}[${index}]`);
  }
}

function fitsScalar(value: ExampleValue, feature: Feature): boolean {
  switch (feature.kind) {
    case 'value':
      return fitsValue(value, feature.dtype);
    case 'class-label':
      return typeof value === 'bigint' && value >= -1n && fitsClass(value, feature.names.length);
    default:
      return true;
  }
}

function fitsClass(value: bigint, classCount: number): boolean {
  return classCount === 0 || value < classCount;
}

function fitsValue(value: ExampleValue, dtype: string): boolean {
  if (/^(large_)?string(_view)?$/.test(dtype)) return typeof value === 'string';
  if (/^u?int(8|16|32|64)$/.test(dtype)) return typeof value === 'bigint';
  // A whole number in a float column loses its point in many writers.
  if (/^(float(16|32|64)?|double)$/.test(dtype)) {
    return typeof value === 'number' || typeof value === 'bigint';
  }
  if (/^bool_?$/.test(dtype)) return typeof value === 'boolean';
  // Dates, decimals and binary have no one form in JSON.
  return true;
}

function misfit(value: ExampleValue, feature: Feature, path: string): string {
  const found = typeof value === 'bigint' ? `the int ${value}` : describeExampleValue(value);
  return `\`${path}\` is ${found}; ${describeFeature(feature)} is expected.`;
}

function isList(value: ExampleValue): value is readonly ExampleValue[] {
  return Array.isArray(value);
}
