import { type Data, type DataType, TimeUnit, Type, Vector } from 'apache-arrow';
import type { ExampleValue } from '../../dataset/example.ts';
import { toMicroseconds } from '../../dataset/temporal-value.ts';
import { float16, signedInt } from './binary-numbers.ts';

/** The value at an index, read from the buffers: Arrow's own accessors round decimals and times. */
export function arrowValue(data: Data, index: number): ExampleValue {
  if (data.type.typeId === Type.Null || !data.getValid(index)) return null;
  const { values } = data;
  const at = data.offset + index;
  switch (data.type.typeId) {
    case Type.Bool:
      return ((values[at >> 3] ?? 0) & (1 << (at & 7))) !== 0;
    case Type.Int:
      return BigInt(values[index]);
    case Type.Float:
      return Object(data.type).precision === 0 ? float16(values[index]) : values[index];
    case Type.Utf8:
    case Type.LargeUtf8:
      return decoder.decode(bytesAt(data, index));
    case Type.Binary:
    case Type.LargeBinary:
      return { kind: 'bytes', bytes: bytesAt(data, index).slice() };
    case Type.Decimal:
      return decimalAt(data, index);
    case Type.Struct:
      return structAt(data, index);
    case Type.List:
    case Type.LargeList:
      return itemsOf(data, Number(data.valueOffsets[index]), Number(data.valueOffsets[index + 1]));
    case Type.FixedSizeList: {
      const { listSize } = Object(data.type);
      return itemsOf(data, at * listSize, (at + 1) * listSize);
    }
    case Type.Dictionary:
      return dictionaryValue(data.dictionary, Number(values[index]));
    case Type.Utf8View:
      return new Vector([data]).get(index);
    case Type.BinaryView:
      return { kind: 'bytes', bytes: new Vector([data]).get(index) };
    default:
      return timeAt(data.type, values, index);
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function bytesAt({ values, valueOffsets }: Data, index: number): Uint8Array {
  return values.subarray(Number(valueOffsets[index]), Number(valueOffsets[index + 1]));
}

function decimalAt({ type, values }: Data, index: number): ExampleValue {
  const { bitWidth, scale } = Object(type);
  const words = bitWidth / 32;
  const part: Uint32Array = values.subarray(index * words, (index + 1) * words);
  const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
  return { kind: 'decimal', coefficient: signedInt(bytes.slice().reverse()), exponent: -scale };
}

function structAt({ type, children, offset }: Data, index: number): ExampleValue {
  const struct = new Map<string, ExampleValue>();
  for (const [position, field] of (type.children ?? []).entries()) {
    const child = children[position];
    struct.set(field.name, child === undefined ? null : arrowValue(child, offset + index));
  }
  return struct;
}

function itemsOf({ children }: Data, start: number, end: number): ExampleValue {
  const [items] = children;
  if (items === undefined || start < 0 || end > items.length || end < start) {
    throw new RangeError('a list leads out of its values');
  }
  return Array.from({ length: end - start }, (_, index) => arrowValue(items, start + index));
}

function dictionaryValue(dictionary: Vector | undefined, key: number): ExampleValue {
  let rest = key;
  for (const chunk of dictionary?.data ?? []) {
    if (rest < chunk.length) return arrowValue(chunk, rest);
    rest -= chunk.length;
  }
  throw new RangeError('a key leads out of its dictionary');
}

const units: Readonly<Record<number, string>> = {
  [TimeUnit.SECOND]: 's',
  [TimeUnit.MILLISECOND]: 'ms',
  [TimeUnit.MICROSECOND]: 'us',
  [TimeUnit.NANOSECOND]: 'ns',
};

/** Zones are put to datetimes by their feature. */
function timeAt(type: DataType, values: ArrayLike<number | bigint>, index: number): ExampleValue {
  const { unit } = Object(type);
  const count = BigInt(values[index] ?? 0);
  const microseconds = toMicroseconds(count, units[unit] ?? 's');
  switch (type.typeId) {
    case Type.Date:
      return { kind: 'date', days: unit === 0 ? Number(count) : Number(count / 86_400_000n) };
    case Type.Time:
      return { kind: 'time', microseconds: Number(microseconds) };
    case Type.Timestamp:
      return { kind: 'datetime', microseconds, zone: null };
    case Type.Duration:
      return { kind: 'timedelta', microseconds };
    default:
      throw new RangeError(`values of Arrow's type ${type} cannot be read`);
  }
}
