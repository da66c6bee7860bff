/** `strftime` as CPython on Linux has it in the C locale: glibc's directives, with its flags and widths. */
import { PyError } from '../errors.ts';
import { chargeSize } from '../limits.ts';
import { dayOfOrdinal, dayOfYear, epochOrdinal, isoDayOf, weekdayOf } from './calendar.ts';
import { clockOf, digits } from './clock.ts';
import { monthNames, weekdayNames } from './names.ts';

/** What is written: a day, a time of it, and what is known of the zone. */
export interface Moment {
  readonly ordinal: number;
  readonly microseconds: number;
  /** `%z` and `%Z`; empty for a naive moment. */
  readonly offset: string;
  readonly zoneName: string;
}

const directive = /%([-_0^#]*)(\d*)[EO]?([A-Za-z%])/g;

export function strftime(moment: Moment, format: string): string {
  if (/\p{Surrogate}/u.test(format)) throw unencodable(format);
  // Python writes these itself before it asks C.
  const prepared = format.replace(/%([zZf%])/g, (written, code) =>
    pythonText(moment, code, written),
  );
  const text = prepared.replace(
    directive,
    (written: string, flags: string, width: string, code: string) => {
      const field = fieldOf(moment, code);
      if (field === undefined) return written;
      // The flag `#` swaps the case, which only AM and PM have in full.
      const isSwapped = code === 'p' && flags.includes('#');
      return isSwapped ? field.text.toLowerCase() : layOut(field, flags, Number(width));
    },
  );
  chargeSize(text.length);
  return text;
}

function pythonText(moment: Moment, code: string, written: string): string {
  if (code === 'f') return digits(moment.microseconds % 1e6, 6);
  if (code === 'z') return moment.offset;
  return code === 'Z' ? moment.zoneName.replaceAll('%', '%%') : written;
}

interface Field {
  readonly text: string;
  /** Of a number: how wide it is, and what fills it up. */
  readonly width?: number;
  readonly fill?: string;
}

function layOut({ text, width, fill = ' ' }: Field, flags: string, given: number): string {
  const isUpper = flags.includes('^') || (flags.includes('#') && width === undefined);
  const written = isUpper ? text.toUpperCase() : text;
  const padding = [...flags].findLast((flag) => '-_0'.includes(flag));
  chargeSize(given);
  if (padding === '-' && given === 0) return written;
  const filling = padding === '0' ? '0' : padding === undefined ? fill : ' ';
  return written.padStart(Math.max(given, width ?? 0), filling);
}

/** `Wed Jan  1 05:00:00 2020`; Python's `ctime`. */
export function ctime(moment: Moment): string {
  const { year } = dayOfOrdinal(moment.ordinal);
  return `${strftime(moment, '%a %b %e %H:%M:%S')} ${digits(year, 4)}`;
}

/** Directives that stand for others. */
const combinations: ReadonlyMap<string, string> = new Map([
  ['c', '%a %b %e %H:%M:%S %Y'],
  ['D', '%m/%d/%y'],
  ['F', '%Y-%m-%d'],
  ['R', '%H:%M'],
  ['r', '%I:%M:%S %p'],
  ['T', '%H:%M:%S'],
  ['X', '%H:%M:%S'],
  ['x', '%m/%d/%y'],
]);

const characters: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['%', '%'],
]);

function fieldOf(moment: Moment, code: string): Field | undefined {
  const combination = combinations.get(code);
  if (combination !== undefined) return { text: strftime(moment, combination) };
  const character = characters.get(code);
  if (character !== undefined) return { text: character };
  return clockField(moment, code) ?? dayField(moment, code) ?? weekField(moment, code);
}

function clockField({ ordinal, microseconds }: Moment, code: string): Field | undefined {
  const { hour, minute, second } = clockOf(microseconds);
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  switch (code) {
    case 'H':
      return number(hour, 2);
    case 'I':
      return number(twelve, 2);
    case 'k':
      return { ...number(hour, 2), fill: ' ' };
    case 'l':
      return { ...number(twelve, 2), fill: ' ' };
    case 'M':
      return number(minute, 2);
    case 'S':
      return number(second, 2);
    case 's':
      return number((ordinal - epochOrdinal) * 86400 + Math.floor(microseconds / 1e6), 1);
    case 'Z':
      // With a flag, Python leaves it to C, which is told of no zone.
      return { text: '' };
    case 'p':
      return { text: hour < 12 ? 'AM' : 'PM' };
    case 'P':
      return { text: hour < 12 ? 'am' : 'pm' };
    default:
      return undefined;
  }
}

function dayField({ ordinal }: Moment, code: string): Field | undefined {
  const { year, month, day } = dayOfOrdinal(ordinal);
  switch (code) {
    case 'Y':
      return number(year, 1);
    case 'C':
      return { text: String(Math.floor(year / 100)), width: 1, fill: '0' };
    case 'y':
      return number(year % 100, 2);
    case 'm':
      return number(month, 2);
    case 'd':
      return number(day, 2);
    case 'e':
      return { ...number(day, 2), fill: ' ' };
    case 'j':
      return number(dayOfYear(ordinal), 3);
    case 'B':
      return { text: monthNames[month - 1] ?? '' };
    case 'b':
    case 'h':
      return { text: (monthNames[month - 1] ?? '').slice(0, 3) };
    default:
      return undefined;
  }
}

function weekField({ ordinal }: Moment, code: string): Field | undefined {
  const weekday = weekdayOf(ordinal);
  const iso = isoDayOf(ordinal);
  switch (code) {
    case 'A':
      return { text: weekdayNames[weekday] ?? '' };
    case 'a':
      return { text: (weekdayNames[weekday] ?? '').slice(0, 3) };
    case 'u':
      return number(weekday + 1, 1);
    case 'w':
      return number((weekday + 1) % 7, 1);
    case 'U':
      return number(weekOfYear(ordinal, (weekday + 1) % 7), 2);
    case 'W':
      return number(weekOfYear(ordinal, weekday), 2);
    case 'V':
      return number(iso.week, 2);
    case 'G':
      return number(iso.year, 1);
    case 'g':
      return number(iso.year % 100, 2);
    default:
      return undefined;
  }
}

/** Weeks begun so far, where the day is that many days behind a week's first one. */
function weekOfYear(ordinal: number, daysIntoWeek: number): number {
  return Math.floor((dayOfYear(ordinal) - 1 + 7 - daysIntoWeek) / 7);
}

function number(value: number, width: number): Field {
  return { text: String(value), width, fill: '0' };
}

function unencodable(format: string): PyError {
  const characters = Array.from(format);
  const position = characters.findIndex((one) => /\p{Surrogate}/u.test(one));
  const code = (characters[position] ?? '').charCodeAt(0).toString(16);
  return new PyError(
    'UnicodeEncodeError',
    `'utf-8' codec can't encode character '\\u${code}' in position ${position}: surrogates not allowed`,
  );
}
