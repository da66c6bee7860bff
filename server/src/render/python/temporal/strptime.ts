/** `datetime.strptime` in the C locale, step by step as CPython's `_strptime` reads. */
import { PyError } from '../errors.ts';
import { parseIntText } from '../number-text.ts';
import { quote } from '../quote.ts';
import { dayOfOrdinal, ordinalOf, ordinalOfIsoWeek, weekdayOf } from './calendar.ts';
import { monthNames, weekdayNames } from './names.ts';

/** What a text tells of a moment; the offset is in microseconds. */
export interface ReadMoment {
  readonly ordinal: number;
  readonly clock: {
    readonly hour: number;
    readonly minute: number;
    readonly second: number;
    readonly microsecond: number;
  };
  readonly offset: bigint | undefined;
  readonly zoneName: string | undefined;
}

/** Raises ValueError for a text that the format does not fit, and for days that do not exist. */
export function strptime(text: string, format: string): ReadMoment {
  const { pattern, groups } = patternOf(format);
  const match = new RegExp(`^(?:${pattern})`, 'iu').exec(text);
  if (match === null) {
    throw invalid(`time data ${quote(text)} does not match format ${quote(format)}`);
  }
  const rest = text.slice(match[0].length);
  if (rest !== '') throw invalid(`unconverted data remains: ${rest}`);
  const found = new Map<string, string>();
  for (const code of groups) found.set(code, match.groups?.[code] ?? '');
  return momentOf(found);
}

const short = (names: readonly string[]) => names.map((name) => name.slice(0, 3));
const oneOf = (names: readonly string[]) =>
  [...names].sort((a, b) => b.length - a.length).join('|');

/** What each directive reads; digits of any script, as in Python's `\d`. */
const directives: ReadonlyMap<string, string> = new Map([
  ['d', String.raw`3[0-1]|[1-2]\p{Nd}|0[1-9]|[1-9]| [1-9]`],
  ['f', '[0-9]{1,6}'],
  ['H', String.raw`2[0-3]|[0-1]\p{Nd}|\p{Nd}`],
  ['I', '1[0-2]|0[1-9]|[1-9]'],
  ['G', String.raw`\p{Nd}\p{Nd}\p{Nd}\p{Nd}`],
  [
    'j',
    String.raw`36[0-6]|3[0-5]\p{Nd}|[1-2]\p{Nd}\p{Nd}|0[1-9]\p{Nd}|00[1-9]|[1-9]\p{Nd}|0[1-9]|[1-9]`,
  ],
  ['m', '1[0-2]|0[1-9]|[1-9]'],
  ['M', String.raw`[0-5]\p{Nd}|\p{Nd}`],
  ['S', String.raw`6[0-1]|[0-5]\p{Nd}|\p{Nd}`],
  ['U', String.raw`5[0-3]|[0-4]\p{Nd}|\p{Nd}`],
  ['W', String.raw`5[0-3]|[0-4]\p{Nd}|\p{Nd}`],
  ['w', '[0-6]'],
  ['u', '[1-7]'],
  ['V', String.raw`5[0-3]|0[1-9]|[1-4]\p{Nd}|\p{Nd}`],
  ['y', String.raw`\p{Nd}\p{Nd}`],
  ['Y', String.raw`\p{Nd}\p{Nd}\p{Nd}\p{Nd}`],
  ['z', String.raw`[+\-]\p{Nd}\p{Nd}:?[0-5]\p{Nd}(?::?[0-5]\p{Nd}(?:\.\p{Nd}{1,6})?)?|Z`],
  ['A', oneOf(weekdayNames)],
  ['a', oneOf(short(weekdayNames))],
  ['B', oneOf(monthNames)],
  ['b', oneOf(short(monthNames))],
  ['p', 'am|pm'],
  ['Z', 'utc|gmt'],
]);

/** Directives that stand for others. */
const combinations: ReadonlyMap<string, string> = new Map([
  ['c', '%a %b %d %H:%M:%S %Y'],
  ['x', '%m/%d/%y'],
  ['X', '%H:%M:%S'],
]);

function patternOf(format: string): { readonly pattern: string; readonly groups: Set<string> } {
  const groups = new Set<string>();
  let twice: string | undefined;
  const read = (part: string): string => {
    const escaped = part
      .replace(/[\\.^$*+?(){}[\]|]/g, String.raw`\$&`)
      .replace(/\s+/g, String.raw`\s+`);
    return escaped.replace(/%([\s\S]?)/gu, (_, code: string) => {
      if (code === '%') return '%';
      const combination = combinations.get(code);
      if (combination !== undefined) return read(combination);
      const directive = directives.get(code);
      if (directive === undefined) throw badDirective(code, format);
      if (groups.has(code)) twice ??= code;
      groups.add(code);
      return `(?<${code}>${directive})`;
    });
  };
  const pattern = read(format);
  if (twice !== undefined) throw repeated(twice);
  return { pattern, groups };
}

function badDirective(code: string, format: string): PyError {
  if (code === '') return invalid(`stray % in format '${format}'`);
  return invalid(`'${code === '\\' ? '%' : code}' is a bad directive in format '${format}'`);
}

/** Python's regular expressions name the group and its place; the place has no counterpart here. */
function repeated(code: string): PyError {
  return new PyError('error', `redefinition of group name '${code}'`);
}

/** What the directives read, in the order of the format: the later of two that tell the same wins. */
type Found = ReadonlyMap<string, string>;

function momentOf(found: Found): ReadMoment {
  const weekday = weekdayIn(found);
  const offset = offsetIn(found.get('z'));
  checkIsoFields(found, weekday);
  const ordinal = ordinalIn(found, weekday);
  return {
    ordinal,
    clock: {
      hour: hourIn(found),
      minute: numberIn(found, 'M') ?? 0,
      second: numberIn(found, 'S') ?? 0,
      microsecond: Number((found.get('f') ?? '').padEnd(6, '0')),
    },
    offset,
    zoneName: found.get('Z'),
  };
}

function numberIn(found: Found, code: string): number | undefined {
  const text = found.get(code);
  return text === undefined ? undefined : toNumber(text);
}

function toNumber(digits: string): number {
  return Number(parseIntText(digits));
}

function lastOf(found: Found, codes: string): string | undefined {
  return [...found.keys()].findLast((code) => codes.includes(code));
}

function hourIn(found: Found): number {
  const code = lastOf(found, 'HI');
  const hour = code === undefined ? 0 : (numberIn(found, code) ?? 0);
  if (code !== 'I') return hour;
  const isAfternoon = (found.get('p') ?? '').toLowerCase() === 'pm';
  return (hour % 12) + (isAfternoon ? 12 : 0);
}

/** 0 for Monday. */
function weekdayIn(found: Found): number | undefined {
  switch (lastOf(found, 'Aawu')) {
    case 'A':
      return indexIn(found, 'A', weekdayNames);
    case 'a':
      return indexIn(found, 'a', short(weekdayNames));
    case 'w':
      return ((numberIn(found, 'w') ?? 0) + 6) % 7;
    case 'u':
      return (numberIn(found, 'u') ?? 1) - 1;
    default:
      return undefined;
  }
}

function indexIn(found: Found, code: string, names: readonly string[]): number | undefined {
  const text = found.get(code)?.toLowerCase();
  if (text === undefined) return undefined;
  const index = names.findIndex((name) => name.toLowerCase() === text);
  // The pattern takes a long s for an s.
  if (index < 0) throw invalid(`${quote(text)} is not in list`);
  return index;
}

function yearIn(found: Found): number | undefined {
  const code = lastOf(found, 'yY');
  const year = code === undefined ? undefined : numberIn(found, code);
  return code !== 'y' || year === undefined ? year : year + (year <= 68 ? 2000 : 1900);
}

function monthIn(found: Found): number {
  const code = lastOf(found, 'mBb');
  if (code === 'B') return (indexIn(found, 'B', monthNames) ?? 0) + 1;
  if (code === 'b') return (indexIn(found, 'b', short(monthNames)) ?? 0) + 1;
  return numberIn(found, 'm') ?? 1;
}

const weekdayDirectives = "a weekday directive ('%A', '%a', '%w', or '%u').";

function checkIsoFields(found: Found, weekday: number | undefined): void {
  const hasWeek = found.has('V');
  if (yearIn(found) === undefined && found.has('G')) {
    if (!hasWeek || weekday === undefined) {
      throw invalid(
        `ISO year directive '%G' must be used with the ISO week directive '%V' and ${weekdayDirectives}`,
      );
    }
    if (found.has('j')) {
      throw invalid(
        "Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.",
      );
    }
    return;
  }
  if (found.has('U') || found.has('W') || !hasWeek) return;
  throw invalid(
    weekday === undefined
      ? `ISO week directive '%V' must be used with the ISO year directive '%G' and ${weekdayDirectives}`
      : "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead.",
  );
}

function ordinalIn(found: Found, weekday: number | undefined): number {
  const [month, day] = [monthIn(found), numberIn(found, 'd') ?? 1];
  const given = yearIn(found);
  // The year 1900, which is taken where none is given, has no February 29th.
  const isLeapDay = given === undefined && month === 2 && day === 29;
  const year = given ?? (isLeapDay ? 1904 : 1900);
  const ordinal = dayIn(found, weekday, year) ?? ordinalOf({ year, month, day });
  return isLeapDay ? ordinalOf({ ...dayOfOrdinal(ordinal), year: 1900 }) : ordinal;
}

/** The day by its number in the year, or by week and weekday; `undefined` where the text tells month and day. */
function dayIn(found: Found, weekday: number | undefined, year: number): number | undefined {
  const julian = numberIn(found, 'j');
  const start = ordinalOf({ year, month: 1, day: 1 });
  if (julian !== undefined) return start + julian - 1;
  if (weekday === undefined) return undefined;
  const code = lastOf(found, 'UW');
  const week = code === undefined ? undefined : numberIn(found, code);
  if (week !== undefined) {
    const shift = code === 'U' ? 1 : 0;
    const first = (weekdayOf(start) + shift) % 7;
    const inWeek = (weekday + shift) % 7;
    const before = week === 0 ? -first : ((7 - first) % 7) + 7 * (week - 1);
    return start + before + inWeek;
  }
  const isoYear = numberIn(found, 'G');
  const isoWeek = numberIn(found, 'V');
  if (isoYear === undefined || isoWeek === undefined) return undefined;
  if (isoYear === 0) throw invalid('year 0 is out of range');
  return ordinalOfIsoWeek(isoYear, isoWeek, weekday + 1);
}

function offsetIn(text: string | undefined): bigint | undefined {
  if (text === undefined) return undefined;
  if (text.toUpperCase() === 'Z') return 0n;
  const fields = /^([+-])(\p{Nd}{2})(:?)(\p{Nd}{2})(?:(:?)(\p{Nd}{2})(?:\.(\p{Nd}+))?)?$/u.exec(
    text,
  );
  if (fields === null) return 0n;
  const [, sign, hours = '', colon, minutes = '', secondColon, seconds = '0', fraction = ''] =
    fields;
  if (secondColon !== undefined && colon !== secondColon && colon === ':') {
    throw invalid(`Inconsistent use of : in ${text}`);
  }
  const whole = (toNumber(hours) * 60 + toNumber(minutes)) * 60 + toNumber(seconds);
  const size = BigInt(whole) * 1_000_000n + BigInt(toNumber(fraction.padEnd(6, '0')));
  return sign === '-' ? -size : size;
}

function invalid(message: string): PyError {
  return new PyError('ValueError', message);
}
