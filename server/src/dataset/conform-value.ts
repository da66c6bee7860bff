import { isDecimalType, toDecimal } from './decimal-value.ts';
import { type ExampleRow, type ExampleValue, isList, isStruct } from './example.ts';
import type { Feature, Features } from './features.ts';
import { parseJson } from './python-json.ts';
import { toTemporal } from './temporal-value.ts';

/** The row as the `datasets` library yields it for these columns, in their order; other columns follow. */
export function conformRow(row: ExampleRow, features: Features): ExampleRow {
  return conformFields(row, features);
}

/** The value as the `datasets` library yields it for the feature; one that does not fit stays as it is. */
function conformValue(value: ExampleValue, feature: Feature): ExampleValue {
  if (value === null) return null;
  switch (feature.kind) {
    case 'value':
      return conformScalar(value, feature.dtype);
    case 'class-label':
      return typeof value === 'string'
        ? toClass(value, feature.names)
        : conformScalar(value, 'int64');
    case 'sequence':
      return isList(value) ? value.map((item) => conformValue(item, feature.item)) : value;
    case 'struct':
      return isStruct(value) ? conformFields(value, feature.fields) : value;
    case 'image':
    case 'audio':
    case 'video':
      return describeMedia(value, feature.kind);
    case 'unknown':
      return feature.type === 'Json' ? decodeJson(value) : value;
    default:
      return value;
  }
}

function conformFields(struct: ExampleRow, features: Features): ExampleRow {
  const conformed = new Map<string, ExampleValue>();
  for (const [name, feature] of features) {
    conformed.set(name, conformValue(struct.get(name) ?? null, feature));
  }
  for (const [name, value] of struct) if (!features.has(name)) conformed.set(name, value);
  return conformed;
}

function conformScalar(value: ExampleValue, dtype: string): ExampleValue {
  if (/^u?int\d/.test(dtype)) return Number.isInteger(value) ? BigInt(Number(value)) : value;
  if (/^float/.test(dtype)) return toFloat(value, dtype);
  if (isDecimalType(dtype)) return toDecimal(value, dtype);
  return toTemporal(value, dtype);
}

function toFloat(value: ExampleValue, dtype: string): ExampleValue {
  if (typeof value !== 'bigint' && typeof value !== 'number') return value;
  return dtype === 'float32' ? Math.fround(Number(value)) : Number(value);
}

function toClass(name: string, names: readonly string[]): ExampleValue {
  const index = names.indexOf(name);
  return index === -1 ? name : BigInt(index);
}

/** Type and size: media are never decoded. */
function describeMedia(value: ExampleValue, kind: string): ExampleValue {
  const name = kind[0]?.toUpperCase() + kind.slice(1);
  const [bytes, path] = isStruct(value) ? [value.get('bytes'), value.get('path')] : [value, value];
  if (typeof bytes === 'object' && bytes !== null && 'kind' in bytes && bytes.kind === 'bytes') {
    return `<${name}, ${bytes.bytes.length} bytes>`;
  }
  return typeof path === 'string' ? `<${name} at ${path}>` : value;
}

/** The library keeps values of several types as text of JSON, and reads every text that is JSON. */
function decodeJson(value: ExampleValue): ExampleValue {
  if (typeof value !== 'string') return value;
  const parsed = parseJson(value);
  return parsed.kind === 'value' ? parsed.value : value;
}
