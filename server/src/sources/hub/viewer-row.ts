import type { ExampleRow, ExampleValue } from '../../dataset/example.ts';
import { fieldsOfFeature } from '../../dataset/feature-path.ts';
import type { Feature, Features } from '../../dataset/features.ts';
import { parseIsoDate, parseIsoDatetime, parseIsoTime } from '../../dataset/iso-time.ts';
import type { JsonValue } from '../../dataset/python-json.ts';

/**
 * A row of the viewer with the values that its JSON stands for: the viewer writes dates and times in ISO 8601 and bytes
 * in base64 (libcommon/utils.py of huggingface/dataset-viewer).
 */
export function fromViewerRow(row: ReadonlyMap<string, JsonValue>, features: Features): ExampleRow {
  return new Map([...row].map(([name, value]) => [name, read(value, features.get(name))]));
}

function read(value: JsonValue, feature: Feature | undefined): ExampleValue {
  if (value === null || feature === undefined) return value;
  if (isList(value)) {
    const item = feature.kind === 'sequence' ? feature.item : undefined;
    return value.map((each) => read(each, item));
  }
  if (value instanceof Map) {
    const fields = fieldsOfFeature(feature);
    return new Map([...value].map(([name, each]) => [name, read(each, fields?.get(name))]));
  }
  return feature.kind === 'value' ? readScalar(value, feature.dtype) : value;
}

function readScalar(value: JsonValue, dtype: string): ExampleValue {
  if (typeof value === 'bigint') return /^(float|double)/.test(dtype) ? Number(value) : value;
  if (typeof value !== 'string') return value;
  if (dtype.startsWith('timestamp')) return parseIsoDatetime(value) ?? value;
  if (dtype.startsWith('date')) return parseIsoDate(value) ?? value;
  if (dtype.startsWith('time')) return parseIsoTime(value) ?? value;
  const isBinary = dtype === 'binary' || dtype === 'large_binary';
  return isBinary ? { kind: 'bytes', bytes: Buffer.from(value, 'base64') } : value;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
