import type { ExampleValue } from './example.ts';
import { zoneAt } from './time-zone.ts';
import type { TypedValue, Zone } from './typed-value.ts';

/** Microseconds in a unit of Arrow's; a nanosecond is less than one. */
const unitSizes: Readonly<Record<string, bigint>> = { s: 1_000_000n, ms: 1000n, us: 1n };

/** A number of units as microseconds, which is as fine as Python's types are. */
export function toMicroseconds(count: bigint, unit: string): bigint {
  const size = unitSizes[unit];
  if (size !== undefined) return count * size;
  const rest = ((count % 1000n) + 1000n) % 1000n;
  return (count - rest) / 1000n;
}

/** The value as the types of dates and times want it; one that does not fit stays as it is. */
export function toTemporal(value: ExampleValue, dtype: string): ExampleValue {
  const [, type = '', unit = 's', zone] =
    /^([a-z]+)\d*(?:\[(\w+)(?:, tz=(.+))?\])?$/.exec(dtype) ?? [];
  switch (type) {
    case 'timestamp':
      return toDatetime(value, unit, zone);
    case 'date':
      return toDate(value);
    case 'duration':
      return typeof value === 'bigint'
        ? { kind: 'timedelta', microseconds: toMicroseconds(value, unit) }
        : value;
    default:
      return value;
  }
}

function toDatetime(value: ExampleValue, unit: string, zone: string | undefined): ExampleValue {
  const microseconds =
    typeof value === 'bigint'
      ? toMicroseconds(value, unit)
      : typeof value === 'string'
        ? parseInstant(value)
        : isTyped(value) && value.kind === 'datetime'
          ? value.microseconds
          : undefined;
  if (microseconds === undefined) return value;
  return {
    kind: 'datetime',
    microseconds,
    zone: zone === undefined ? null : zoneOf(zone, microseconds),
  };
}

function zoneOf(name: string, microseconds: bigint): Zone {
  return zoneAt(name, microseconds) ?? { offsetSeconds: 0, name };
}

function toDate(value: ExampleValue): ExampleValue {
  if (isTyped(value) && value.kind === 'datetime') {
    return { kind: 'date', days: Number(value.microseconds / 86_400_000_000n) };
  }
  const isDay = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
  const microseconds = isDay ? parseInstant(value) : undefined;
  if (microseconds === undefined) return value;
  return { kind: 'date', days: Number(microseconds / 86_400_000_000n) };
}

const instantPattern =
  /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d)(?::?(\d\d)(?::?(\d\d))?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/;

/** What Arrow takes for a time in seconds, as microseconds since 1970 in UTC; `undefined` for any other text. */
export function parseInstant(text: string): bigint | undefined {
  const match = instantPattern.exec(text);
  if (match === null) return undefined;
  const [, day = '', hour = '00', minute = '00', second = '00', zone = 'Z'] = match;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const milliseconds = Date.parse(`${day}T${hour}:${minute}:${second}Z`);
  // `Date.parse` takes 30 February for a day in March.
  if (Number.isNaN(milliseconds) || !new Date(milliseconds).toISOString().startsWith(day)) {
    return undefined;
  }
  return (BigInt(milliseconds) - BigInt(offsetMilliseconds(zone))) * 1000n;
}

function offsetMilliseconds(zone: string): number {
  if (zone === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

function isTyped(value: ExampleValue): value is TypedValue {
  return typeof value === 'object' && value !== null && 'kind' in value;
}
