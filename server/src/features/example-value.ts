import type { ExampleRow, ExampleValue } from '../dataset/example.ts';
import type { FeaturePath } from '../dataset/feature-path.ts';
import type { Feature } from '../dataset/features.ts';
import { typedValueText } from '../dataset/typed-value.ts';

/** The value that a path leads to in a row, of lists the first item; `undefined` where it leads nowhere. */
export function valueAt(row: ExampleRow, path: FeaturePath): ExampleValue | undefined {
  let value: ExampleValue | undefined = row;
  for (const step of path) {
    if (step.kind === 'field') {
      value = value instanceof Map ? value.get(step.name) : undefined;
    } else {
      value = isList(value) ? value[0] : undefined;
    }
  }
  return value;
}

/** A value in one line, cut after `limit` characters; of a class its name as well. */
export function describeValue(value: ExampleValue, feature: Feature, limit: number): string {
  const text = write(value);
  const shown = text.length > limit ? `${text.slice(0, limit)}…` : text;
  const className =
    feature.kind === 'class-label' && typeof value === 'bigint'
      ? feature.names[Number(value)]
      : undefined;
  return className === undefined ? shown : `${shown} (${className})`;
}

/** Python's notation, but for strings, whose quotes and escapes are JSON's. */
function write(value: ExampleValue): string {
  if (isList(value)) {
    return `[${value.map(write).join(', ')}]`;
  }
  if (value instanceof Map) {
    return `{${[...value].map(([key, item]) => `${JSON.stringify(key)}: ${write(item)}`).join(', ')}}`;
  }
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'number':
      return Number.isInteger(value) ? `${value}.0` : String(value);
    default:
      if (value === null) return 'None';
      return typeof value === 'object' && 'kind' in value ? typedValueText(value) : String(value);
  }
}

function isList(value: ExampleValue | undefined): value is readonly ExampleValue[] {
  return Array.isArray(value);
}
