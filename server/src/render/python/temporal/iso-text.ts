/** Reads what `fromisoformat` reads: the forms of ISO 8601 that Python 3.11 knows. */
import { PyError } from '../errors.ts';
import { quote } from '../quote.ts';
import { ordinalOf, ordinalOfIsoDay } from './calendar.ts';
import { microsecondsOf } from './clock.ts';
import { PyTimezone, utc } from './timezone.ts';

const dayPattern = /^(\d{4})(-?)(?:(\d\d)\2(\d\d)|W(\d\d)(?:\2(\d))?)$/;
const clockPattern =
  /^(\d\d)(?:(:?)(\d\d)(?:\2(\d\d)(?:[.,](\d+))?)?)?(?:(Z)|([+-])(\d\d)(?::?(\d\d)(?::?(\d\d)(?:\.(\d{1,6}))?)?)?)?$/;

/** The ordinal of a day. */
export function readIsoDay(text: string, whole = text): number {
  const match = dayPattern.exec(text);
  if (match === null) throw invalid(whole);
  const [, year, , month, day, week, weekday] = match;
  if (week === undefined) {
    return ordinalOf({ year: Number(year), month: Number(month), day: Number(day) });
  }
  return ordinalOfIsoDay({ year: Number(year), week: Number(week), weekday: Number(weekday ?? 1) });
}

export interface IsoClock {
  readonly microseconds: number;
  readonly zone: PyTimezone | null;
}

export function readIsoClock(text: string, whole = text): IsoClock {
  const match = clockPattern.exec(text);
  if (match === null) throw invalid(whole);
  const [, hour, , minute = 0, second = 0, fraction = '', z, sign] = match;
  const microseconds = microsecondsOf({
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    microsecond: sixDigits(fraction),
  });
  if (z !== undefined) return { microseconds, zone: utc };
  return { microseconds, zone: sign === undefined ? null : readOffset(match) };
}

function readOffset(match: RegExpExecArray): PyTimezone {
  const [sign, hours, minutes = 0, seconds = 0, fraction = ''] = match.slice(7);
  const size = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  const offset = BigInt(size) * 1_000_000n + BigInt(sixDigits(fraction));
  return offset === 0n ? utc : new PyTimezone(sign === '-' ? -offset : offset);
}

function sixDigits(fraction: string): number {
  return Number(fraction.slice(0, 6).padEnd(6, '0'));
}

/** A day, and a time behind any one character. */
export function readIsoMoment(text: string): IsoClock & { readonly ordinal: number } {
  const split = /^(\d{4}-?(?:W\d\d(?:-?\d)?|\d\d-?\d\d))(?:.(.+))?$/su.exec(text);
  const [, day, clock] = split ?? [];
  if (day === undefined) throw invalid(text);
  const time = clock === undefined ? { microseconds: 0, zone: null } : readIsoClock(clock, text);
  return { ordinal: readIsoDay(day, text), ...time };
}

function invalid(text: string): PyError {
  return new PyError('ValueError', `Invalid isoformat string: ${quote(text)}`);
}
