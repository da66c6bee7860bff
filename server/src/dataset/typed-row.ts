/**
 * A row with values that JSON lacks, as text. It is JSON in which an object with the key `$type` stands for such a
 * value; a key of the data that is `$type` itself, or that with more `$` in front, gets one `$` more. So no data is
 * taken for a value, and a line of JSONL, which is read as it stands, never yields one.
 */
import {
  type ExampleRow,
  type ExampleValue,
  type ParsedExample,
  parseExample,
  parseExampleJson,
} from './example.ts';
import type { JsonValue } from './python-json.ts';
import type { TypedValue, Zone } from './typed-value.ts';

/** How the text of a row is read: as a line of JSONL, or as `writeTypedRow` wrote it. */
export type RowForm = 'json' | 'typed';

export function parseRow(text: string, form: RowForm): ParsedExample {
  return form === 'json' ? parseExample(text) : parseExampleJson(text, fromTypedJson);
}

export function writeTypedRow(row: ExampleRow): string {
  return writeObject([...row].map(([name, value]) => [dataKey(name), value]));
}

function write(value: ExampleValue): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'bigint') return `${value}`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return writeFloat(value);
  if (isList(value)) return `[${value.map(write).join(',')}]`;
  if ('kind' in value) return writeObject([['$type', value.kind], ...partsOf(value)]);
  return writeTypedRow(value);
}

function writeObject(members: readonly (readonly [string, ExampleValue])[]): string {
  return `{${members.map(([key, value]) => `${JSON.stringify(key)}:${write(value)}`).join(',')}}`;
}

/** A point or an exponent keeps a float apart from an int. */
function writeFloat(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  return /^-?\d+$/.test(`${value}`) ? `${value}.0` : `${value}`;
}

const typeKey = /^\$+type$/;

function dataKey(key: string): string {
  return typeKey.test(key) ? `$${key}` : key;
}

function partsOf(value: TypedValue): [string, ExampleValue][] {
  switch (value.kind) {
    case 'date':
      return [['days', BigInt(value.days)]];
    case 'datetime':
      return [['microseconds', value.microseconds], ...zoneParts(value.zone)];
    case 'time':
      return [['microseconds', BigInt(value.microseconds)]];
    case 'timedelta':
      return [['microseconds', value.microseconds]];
    case 'decimal':
      return [
        ['coefficient', value.coefficient],
        ['exponent', BigInt(value.exponent)],
      ];
    case 'bytes':
      return [['latin1', Array.from(value.bytes, (byte) => String.fromCharCode(byte)).join('')]];
  }
}

function zoneParts(zone: Zone | null): [string, ExampleValue][] {
  if (zone === null) return [];
  const offset: [string, ExampleValue] = ['offset', BigInt(zone.offsetSeconds)];
  return zone.name === undefined ? [offset] : [offset, ['zone', zone.name]];
}

/** The value that the JSON of a typed row stands for; throws for what `writeTypedRow` does not write. */
function fromTypedJson(json: JsonValue): ExampleValue {
  if (isJsonList(json)) return json.map(fromTypedJson);
  if (!(json instanceof Map)) return json;
  const type = json.get('$type');
  if (typeof type === 'string') return readTyped(type, json);
  return new Map([...json].map(([key, value]) => [plainKey(key), fromTypedJson(value)]));
}

function plainKey(key: string): string {
  return typeKey.test(key) ? key.slice(1) : key;
}

function readTyped(type: string, parts: ReadonlyMap<string, JsonValue>): TypedValue {
  const int = (name: string): bigint => {
    const part = parts.get(name);
    if (typeof part === 'bigint') return part;
    throw new Error(`a ${type} of a typed row lacks its ${name}`);
  };
  switch (type) {
    case 'date':
      return { kind: type, days: Number(int('days')) };
    case 'datetime':
      return { kind: type, microseconds: int('microseconds'), zone: readZone(parts) };
    case 'time':
      return { kind: type, microseconds: Number(int('microseconds')) };
    case 'timedelta':
      return { kind: type, microseconds: int('microseconds') };
    case 'decimal':
      return { kind: type, coefficient: int('coefficient'), exponent: Number(int('exponent')) };
    case 'bytes': {
      const latin = String(parts.get('latin1') ?? '');
      return { kind: type, bytes: Uint8Array.from(latin, (one) => one.charCodeAt(0)) };
    }
    default:
      throw new Error(`a typed row holds the unknown type ${type}`);
  }
}

function readZone(parts: ReadonlyMap<string, JsonValue>): Zone | null {
  const [offset, name] = [parts.get('offset'), parts.get('zone')];
  if (typeof offset !== 'bigint') return null;
  const offsetSeconds = Number(offset);
  return typeof name === 'string' ? { offsetSeconds, name } : { offsetSeconds };
}

function isList(value: ExampleValue): value is readonly ExampleValue[] {
  return Array.isArray(value);
}

function isJsonList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
