/** The proleptic Gregorian calendar from year 1 to 9999; 0001-01-01 has the ordinal 1, as in Python. */
import { PyError } from '../errors.ts';

export interface CalendarDay {
  readonly year: number;
  /** From 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/** The ordinal of 1970-01-01. */
export const epochOrdinal = 719163;

/** The ordinal of 9999-12-31. */
export const lastOrdinal = 3652059;

const daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;

/** The ordinal of a day; raises ValueError for one that does not exist. */
export function ordinalOf({ year, month, day }: CalendarDay): number {
  if (year < 1 || year > 9999) throw invalid(`year ${year} is out of range`);
  if (month < 1 || month > 12) throw invalid('month must be in 1..12');
  if (day < 1 || day > daysInMonth(year, month)) throw invalid('day is out of range for month');
  return daysBeforeYear(year) + daysBefore(year, month) + day;
}

export function dayOfOrdinal(ordinal: number): CalendarDay {
  let year = Math.floor(ordinal / 365.2425) + 1;
  if (daysBeforeYear(year) >= ordinal) year -= 1;
  else if (daysBeforeYear(year + 1) < ordinal) year += 1;
  const dayInYear = ordinal - daysBeforeYear(year);
  let month = 12;
  while (daysBefore(year, month) >= dayInYear) month -= 1;
  return { year, month, day: dayInYear - daysBefore(year, month) };
}

/** From 1 to 366. */
export function dayOfYear(ordinal: number): number {
  return ordinal - daysBeforeYear(dayOfOrdinal(ordinal).year);
}

/** 0 for Monday. */
export function weekdayOf(ordinal: number): number {
  return (ordinal + 6) % 7;
}

/** A day as ISO 8601 counts weeks; `weekday` is 1 for Monday. */
interface IsoDay {
  readonly year: number;
  readonly week: number;
  readonly weekday: number;
}

export function isoDayOf(ordinal: number): IsoDay {
  const weekday = weekdayOf(ordinal) + 1;
  // The Thursday of a week decides to which year the week belongs.
  const { year } = dayOfOrdinal(ordinal - weekday + 4);
  const week = Math.floor((ordinal - isoYearStart(year)) / 7) + 1;
  return { year, week, weekday };
}

/** The ordinal of an ISO day; raises ValueError for one that does not exist. */
export function ordinalOfIsoDay({ year, week, weekday }: IsoDay): number {
  if (year < 1 || year > 9999) throw invalid(`Year is out of range: ${year}`);
  const weeks = (isoYearStart(year + 1) - isoYearStart(year)) / 7;
  if (week < 1 || week > weeks) throw invalid(`Invalid week: ${week}`);
  if (weekday < 1 || weekday > 7) throw invalid(`Invalid day: ${weekday} (range is [1, 7])`);
  return ordinalOfIsoWeek(year, week, weekday);
}

/** As {@link ordinalOfIsoDay}, for any number of a week. */
export function ordinalOfIsoWeek(year: number, week: number, weekday: number): number {
  return isoYearStart(year) + (week - 1) * 7 + weekday - 1;
}

/** The Monday of week 1: the week with January 4th. */
function isoYearStart(year: number): number {
  const fourth = daysBeforeYear(year) + 4;
  return fourth - weekdayOf(fourth);
}

function daysBeforeYear(year: number): number {
  const before = year - 1;
  return (
    before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400)
  );
}

function daysBefore(year: number, month: number): number {
  return (daysBeforeMonth[month - 1] ?? 0) + (month > 2 && isLeapYear(year) ? 1 : 0);
}

function daysInMonth(year: number, month: number): number {
  const next = month === 12 ? 365 + (isLeapYear(year) ? 1 : 0) : daysBefore(year, month + 1);
  return next - daysBefore(year, month);
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function invalid(message: string): PyError {
  return new PyError('ValueError', message);
}
