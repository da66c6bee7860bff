import type { FileMetaData, parquetSchema, SchemaElement } from 'hyparquet';
import type { ExampleValue } from '../../dataset/example.ts';
import { toMicroseconds } from '../../dataset/temporal-value.ts';
import { float16, signedInt } from './binary-numbers.ts';

type SchemaNode = ReturnType<typeof parquetSchema>;

/** What hyparquet makes of a column whose types were taken away. */
export type ParquetValue =
  | null
  | undefined
  | boolean
  | number
  | bigint
  | Uint8Array
  | readonly ParquetValue[]
  | { readonly [field: string]: ParquetValue };

/**
 * The metadata with leaves of no more than a physical type: hyparquet would round decimals and times, and decode
 * every text of a page, not only the wanted ones.
 */
export function withoutTypes(metadata: FileMetaData): FileMetaData {
  return { ...metadata, schema: metadata.schema.map(bare) };
}

function bare(element: SchemaElement): SchemaElement {
  const { converted_type, logical_type, scale, ...rest } = element;
  if (element.type !== undefined || converted_type === undefined) return rest;
  return { ...rest, converted_type };
}

/** Reads values of a column by the types of its leaves. */
export type ReadParquetValue = (value: ParquetValue) => ExampleValue;

export function parquetReader(node: SchemaNode): ReadParquetValue {
  const { element, children } = node;
  const isRepeated = element.repetition_type === 'REPEATED';
  const read = children.length === 0 ? leafReader(element) : groupReader(node);
  return (value) => {
    if (value === null || value === undefined) return null;
    return isRepeated && isList(value) ? value.map((item) => orNull(read, item)) : read(value);
  };
}

type ReadPresent = (value: NonNullable<ParquetValue>) => ExampleValue;

function orNull(read: ReadPresent, value: ParquetValue): ExampleValue {
  return value === null || value === undefined ? null : read(value);
}

function groupReader({ element, children }: SchemaNode): ReadPresent {
  const [first] = children;
  if (element.converted_type === 'LIST' && first !== undefined) {
    const [item, ...others] = first.children;
    const isWrapped = item !== undefined && others.length === 0;
    const readItem = isWrapped ? parquetReader(item) : itemReader(first);
    return (value) => (isList(value) ? value.map(readItem) : []);
  }
  const fields = children.map((child) => [child.element.name, parquetReader(child)] as const);
  return (value) => {
    const struct = new Map<string, ExampleValue>();
    for (const [name, read] of fields) struct.set(name, read(fieldOf(value, name)));
    return struct;
  };
}

function itemReader(repeated: SchemaNode): ReadParquetValue {
  const read =
    repeated.children.length === 0 ? leafReader(repeated.element) : groupReader(repeated);
  return (value) => orNull(read, value);
}

function fieldOf(value: NonNullable<ParquetValue>, name: string): ParquetValue {
  const isGroup = typeof value === 'object' && !isList(value) && !(value instanceof Uint8Array);
  return isGroup && Object.hasOwn(value, name) ? value[name] : null;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const unitsOfConverted: Readonly<Record<string, string>> = {
  TIME_MILLIS: 'ms',
  TIME_MICROS: 'us',
  TIMESTAMP_MILLIS: 'ms',
  TIMESTAMP_MICROS: 'us',
};
const unitsOfLogical: Readonly<Record<string, string>> = {
  MILLIS: 'ms',
  MICROS: 'us',
  NANOS: 'ns',
};

function leafReader(element: SchemaElement): ReadPresent {
  const { type, converted_type: converted = '', logical_type: logical, scale = 0 } = element;
  if (type === 'INT96') return (value) => datetime(toMicroseconds(toBigint(value), 'ns'));
  if (converted === 'DECIMAL') return (value) => decimal(value, -scale);
  if (converted === 'DATE') return (value) => ({ kind: 'date', days: Number(value) });
  const unit =
    logical?.type === 'TIMESTAMP' || logical?.type === 'TIME'
      ? unitsOfLogical[logical.unit]
      : unitsOfConverted[converted];
  if (unit !== undefined) {
    const isTime = logical?.type === 'TIME' || converted.startsWith('TIME_');
    return (value) => {
      const microseconds = toMicroseconds(toBigint(value), unit);
      return isTime ? { kind: 'time', microseconds: Number(microseconds) } : datetime(microseconds);
    };
  }
  if (logical?.type === 'FLOAT16') return (value) => readFloat16(value);
  const isText = converted === 'UTF8' || converted === 'JSON' || logical?.type === 'STRING';
  const isUnsigned = converted.startsWith('UINT_') ? Number(converted.slice(5)) : 0;
  return (value) => plain(value, type, isText, isUnsigned);
}

function plain(
  value: NonNullable<ParquetValue>,
  type: SchemaElement['type'],
  isText: boolean,
  unsignedBits: number,
): ExampleValue {
  if (value instanceof Uint8Array) {
    return isText ? decoder.decode(value) : { kind: 'bytes', bytes: value.slice() };
  }
  if (type === 'INT32' || type === 'INT64') {
    return unsignedBits === 0 ? toBigint(value) : BigInt.asUintN(unsignedBits, toBigint(value));
  }
  if (typeof value === 'boolean' || typeof value === 'number') return value;
  throw new RangeError('a value is not of the type of its column');
}

function datetime(microseconds: bigint): ExampleValue {
  return { kind: 'datetime', microseconds, zone: null };
}

function decimal(value: NonNullable<ParquetValue>, exponent: number): ExampleValue {
  const coefficient = value instanceof Uint8Array ? signedInt(value) : toBigint(value);
  return { kind: 'decimal', coefficient, exponent };
}

function readFloat16(value: NonNullable<ParquetValue>): ExampleValue {
  if (!(value instanceof Uint8Array))
    throw new RangeError('a value is not of the type of its column');
  return float16((value[0] ?? 0) | ((value[1] ?? 0) << 8));
}

function toBigint(value: NonNullable<ParquetValue>): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return BigInt(value);
  throw new RangeError('a value is not of the type of its column');
}

function isList(value: ParquetValue): value is readonly ParquetValue[] {
  return Array.isArray(value);
}
