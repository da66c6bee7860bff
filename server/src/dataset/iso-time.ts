import type { TypedValue, Zone } from './typed-value.ts';

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const timePattern = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?$/;
const datetimePattern =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?$/;

/** Reads ISO 8601 as `datetime.isoformat` writes it; `undefined` for other text. */
export function parseIsoDatetime(text: string): TypedValue | undefined {
  const [, date = '', time = '', zone] = datetimePattern.exec(text) ?? [];
  const [day, clock] = [parseIsoDate(date), parseIsoTime(time)];
  if (day?.kind !== 'date' || clock?.kind !== 'time') return undefined;
  const local = BigInt(day.days) * microsecondsOfDay + BigInt(clock.microseconds);
  if (zone === undefined) return { kind: 'datetime', microseconds: local, zone: null };
  const read = readZone(zone);
  const microseconds = local - BigInt(read.offsetSeconds) * 1_000_000n;
  return { kind: 'datetime', microseconds, zone: read };
}

export function parseIsoDate(text: string): TypedValue | undefined {
  const [, year, month, day] = datePattern.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = new Date(0);
  // `Date.UTC` takes years below 100 for those of the 20th century.
  date.setUTCFullYear(year, month - 1, day);
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? { kind: 'date', days: date.getTime() / millisecondsOfDay } : undefined;
}

export function parseIsoTime(text: string): TypedValue | undefined {
  const [, hour, minute, second = '0', fraction = ''] = timePattern.exec(text) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  const microseconds = seconds * 1_000_000 + Number(fraction.padEnd(6, '0').slice(0, 6));
  return { kind: 'time', microseconds };
}

const millisecondsOfDay = 86_400_000;
const microsecondsOfDay = 86_400_000_000n;

function readZone(zone: string): Zone {
  if (zone === 'Z') return { offsetSeconds: 0, name: 'UTC' };
  const [hours, minutes] = [zone.slice(1, 3), zone.slice(-2)].map(Number);
  const seconds = (hours ?? 0) * 3600 + (minutes ?? 0) * 60;
  return { offsetSeconds: zone.startsWith('-') ? -seconds : seconds };
}
