import { PyError } from '../errors.ts';
import { bindMethod, type MethodTable, method, plainMethod } from '../method.ts';
import { intArgument } from '../methods/sequence-arguments.ts';
import { NamedTuple } from '../named-tuple.ts';
import { toFloat } from '../numbers.ts';
import { type BinaryOperator, type HashKey, PyObject, type Value } from '../value.ts';
import {
  dayOfOrdinal,
  dayOfYear,
  epochOrdinal,
  isoDayOf,
  lastOrdinal,
  ordinalOf,
  ordinalOfIsoDay,
  weekdayOf,
} from './calendar.ts';
import { clockOf, digits } from './clock.ts';
import { fieldArgument, formatArgument, type Given, isoArgument } from './fields.ts';
import { readIsoDay } from './iso-text.ts';
import { ctime, type Moment, strftime } from './strftime.ts';
import { microsecondsPerDay, PyTimedelta } from './timedelta.ts';

/** A Python date. */
export class PyDate extends PyObject {
  readonly typeName = 'datetime.date';
  /** 1 for 0001-01-01. */
  readonly ordinal: number;

  constructor(ordinal: number) {
    super();
    this.ordinal = checkedOrdinal(ordinal);
  }

  repr(): string {
    const { year, month, day } = dayOfOrdinal(this.ordinal);
    return `datetime.date(${year}, ${month}, ${day})`;
  }

  override str(): string {
    return isoDay(this.ordinal);
  }

  override format(specification: string): string {
    return specification === '' ? this.str() : strftime(momentOf(this), specification);
  }

  override equals(other: Value): boolean | undefined {
    return other instanceof PyDate ? other.ordinal === this.ordinal : undefined;
  }

  override compare(other: Value): number | undefined {
    return other instanceof PyDate ? this.ordinal - other.ordinal : undefined;
  }

  override hashKey(): HashKey {
    return `\0date ${this.ordinal}`;
  }

  override binary(operator: BinaryOperator, other: Value, isReflected: boolean): Value | undefined {
    if (other instanceof PyTimedelta) {
      if (operator === '+') return new PyDate(this.ordinal + Number(other.days));
      const isDifference = operator === '-' && !isReflected;
      return isDifference ? new PyDate(this.ordinal - Number(other.days)) : undefined;
    }
    if (operator !== '-' || isReflected || !(other instanceof PyDate)) return undefined;
    return new PyTimedelta(BigInt(this.ordinal - other.ordinal) * microsecondsPerDay);
  }

  override getAttribute(name: string): Value | undefined {
    switch (name) {
      case 'min':
        return new PyDate(1);
      case 'max':
        return new PyDate(lastOrdinal);
      case 'resolution':
        return new PyTimedelta(microsecondsPerDay);
      default:
        return dayAttribute(this, name) ?? bindMethod<PyDate>(this, name, dateMethods, 'date');
    }
  }
}

/** The ordinal, or OverflowError outside the years 1 to 9999. */
export function checkedOrdinal(ordinal: number): number {
  if (ordinal >= 1 && ordinal <= lastOrdinal) return ordinal;
  throw new PyError('OverflowError', 'date value out of range');
}

/** A date, or a datetime at its date. */
export interface Dated {
  readonly ordinal: number;
}

export function isoDay(ordinal: number): string {
  const { year, month, day } = dayOfOrdinal(ordinal);
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

/** `year`, `month` and `day`. */
export function dayAttribute({ ordinal }: Dated, name: string): number | undefined {
  if (name !== 'year' && name !== 'month' && name !== 'day') return undefined;
  return dayOfOrdinal(ordinal)[name];
}

function momentOf({ ordinal }: Dated): Moment {
  return { ordinal, microseconds: 0, offset: '', zoneName: '' };
}

/** The methods that datetime inherits from date. */
export const dayMethods: MethodTable<Dated & PyObject> = new Map([
  ['isocalendar', plainMethod<Dated & PyObject>(({ ordinal }) => isoCalendar(ordinal))],
  ['isoweekday', plainMethod<Dated & PyObject>(({ ordinal }) => weekdayOf(ordinal) + 1)],
  ['toordinal', plainMethod<Dated & PyObject>(({ ordinal }) => ordinal)],
  ['weekday', plainMethod<Dated & PyObject>(({ ordinal }) => weekdayOf(ordinal))],
]);

const dateMethods: MethodTable<PyDate> = new Map([
  ...dayMethods,
  ['ctime', plainMethod<PyDate>((self) => ctime(momentOf(self)))],
  [
    'fromisocalendar',
    method<PyDate>(
      'keywords',
      ['year', 'week', 'day'],
      3,
      (_, given) => new PyDate(isoOrdinal(given)),
    ),
  ],
  [
    'fromisoformat',
    method<PyDate>('one', ['text'], 1, (_, [text]) => new PyDate(readIsoDay(isoArgument(text)))),
  ],
  [
    'fromtimestamp',
    method<PyDate>('one', ['timestamp'], 1, (_, [seconds]) => fromTimestamp(seconds ?? null)),
  ],
  [
    'fromordinal',
    method<PyDate>('one', ['ordinal'], 1, (_, [value]) => new PyDate(ordinalArgument(value))),
  ],
  ['isoformat', plainMethod<PyDate>((self) => self.str())],
  ['replace', method<PyDate>('keywords', ['year', 'month', 'day'], 0, replace)],
  [
    'strftime',
    method<PyDate>('keywords', ['format'], 1, (self, [format]) =>
      strftime(momentOf(self), formatArgument(format)),
    ),
  ],
  ['timetuple', plainMethod<PyDate>(({ ordinal }) => timeTuple(ordinal, 0, -1))],
]);

function toNumber(value: Value | undefined): number {
  return Number(intArgument(value ?? null));
}

/** On the clock of UTC, as for a naive datetime. */
function fromTimestamp(seconds: Value): PyDate {
  const ordinal = Math.floor(toFloat(seconds) / 86400) + epochOrdinal;
  if (ordinal >= 1 && ordinal <= lastOrdinal) return new PyDate(ordinal);
  const year = Math.floor((ordinal - 1) / 365.2425) + 1;
  throw new PyError('ValueError', `year ${year} is out of range`);
}

/** The day of `fromisocalendar`. */
export function isoOrdinal([year, week, day]: Given): number {
  const iso = { year: toNumber(year), week: toNumber(week), weekday: toNumber(day) };
  return ordinalOfIsoDay(iso);
}

/** The day of `fromordinal`. */
export function ordinalArgument(value: Value | undefined): number {
  const ordinal = toNumber(value);
  if (ordinal < 1) throw new PyError('ValueError', 'ordinal must be >= 1');
  if (ordinal <= lastOrdinal) return ordinal;
  throw new PyError('ValueError', 'year is out of range');
}

function replace(self: PyDate, given: Given): PyDate {
  return new PyDate(replacedDay(self, given));
}

/** The ordinal with other years, months or days. */
export function replacedDay({ ordinal }: Dated, [year, month, day]: Given): number {
  const current = dayOfOrdinal(ordinal);
  return ordinalOf({
    year: fieldArgument(year, current.year),
    month: fieldArgument(month, current.month),
    day: fieldArgument(day, current.day),
  });
}

function isoCalendar(ordinal: number): Value {
  const { year, week, weekday } = isoDayOf(ordinal);
  return new NamedTuple('datetime.IsoCalendarDate', [
    ['year', year],
    ['week', week],
    ['weekday', weekday],
  ]);
}

/** Python's `time.struct_time`. */
export function timeTuple(ordinal: number, microseconds: number, isSummerTime: number): Value {
  const { year, month, day } = dayOfOrdinal(ordinal);
  const { hour, minute, second } = clockOf(microseconds);
  return new NamedTuple('time.struct_time', [
    ['tm_year', year],
    ['tm_mon', month],
    ['tm_mday', day],
    ['tm_hour', hour],
    ['tm_min', minute],
    ['tm_sec', second],
    ['tm_wday', weekdayOf(ordinal)],
    ['tm_yday', dayOfYear(ordinal)],
    ['tm_isdst', isSummerTime],
  ]);
}
