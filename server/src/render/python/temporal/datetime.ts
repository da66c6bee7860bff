import { codePointCount } from '../code-points.ts';
import { PyError } from '../errors.ts';
import { PyFloat } from '../float.ts';
import { bindMethod, type MethodTable, method, plainMethod } from '../method.ts';
import { textArgument } from '../methods/str-arguments.ts';
import { roundHalfEven, toFloat } from '../numbers.ts';
import { typeNameOf } from '../types.ts';
import { type BinaryOperator, type HashKey, PyObject, type Value } from '../value.ts';
import { dayOfOrdinal, epochOrdinal, lastOrdinal } from './calendar.ts';
import { isoClock, microsecondsOf } from './clock.ts';
import {
  checkedOrdinal,
  type Dated,
  dayAttribute,
  dayMethods,
  isoDay,
  isoOrdinal,
  ordinalArgument,
  PyDate,
  replacedDay,
  timeTuple,
} from './date.ts';
import { formatArgument, type Given, isoArgument, timespecArgument, wrongClass } from './fields.ts';
import { readIsoMoment } from './iso-text.ts';
import { ctime, type Moment, strftime } from './strftime.ts';
import { strptime } from './strptime.ts';
import {
  type Clocked,
  clockArguments,
  clockAttribute,
  isAware,
  PyTime,
  replacedClock,
  zoneMethods,
  zoneText,
  zoneTexts,
} from './time.ts';
import { microsecondsPerDay, PyTimedelta } from './timedelta.ts';
import { PyTimezone, timezoneArgument, utc } from './timezone.ts';

/** A Python datetime. The local time of a naive one is UTC, wherever the render runs. */
export class PyDatetime extends PyObject implements Dated, Clocked {
  readonly typeName = 'datetime.datetime';
  readonly ordinal: number;
  readonly microseconds: number;
  readonly zone: PyTimezone | null;
  readonly fold: number;

  constructor(ordinal: number, microseconds: number, zone: PyTimezone | null = null, fold = 0) {
    super();
    this.ordinal = ordinal;
    this.microseconds = microseconds;
    this.zone = zone;
    this.fold = fold;
  }

  /** From the microseconds between 1970-01-01T00:00 on the same clock and the moment. */
  static fromEpoch(microseconds: bigint, zone: PyTimezone | null): PyDatetime {
    const rest = ((microseconds % microsecondsPerDay) + microsecondsPerDay) % microsecondsPerDay;
    const days = Number((microseconds - rest) / microsecondsPerDay);
    return new PyDatetime(checkedOrdinal(days + epochOrdinal), Number(rest), zone);
  }

  repr(): string {
    const { year, month, day } = dayOfOrdinal(this.ordinal);
    return `datetime.datetime(${[year, month, day, ...clockArguments(this)].join(', ')})`;
  }

  override str(): string {
    return this.isoformat(' ', 'auto');
  }

  override format(specification: string): string {
    return specification === '' ? this.str() : strftime(this.moment, specification);
  }

  override equals(other: Value): boolean | undefined {
    if (other instanceof PyDate) return false;
    if (!(other instanceof PyDatetime)) return undefined;
    return isAware(this) === isAware(other) && this.instant === other.instant;
  }

  override compare(other: Value): number | undefined {
    if (other instanceof PyDate) {
      throw new PyError('TypeError', "can't compare datetime.datetime to datetime.date");
    }
    if (!(other instanceof PyDatetime)) return undefined;
    this.#requireAlike(other, 'compare');
    return this.instant < other.instant ? -1 : Number(this.instant > other.instant);
  }

  override hashKey(): HashKey {
    return `\0datetime ${isAware(this)} ${this.instant}`;
  }

  override binary(operator: BinaryOperator, other: Value, isReflected: boolean): Value | undefined {
    if (other instanceof PyTimedelta) {
      if (operator === '+') return this.#plus(other.total);
      return operator === '-' && !isReflected ? this.#plus(-other.total) : undefined;
    }
    if (operator !== '-' || isReflected || !(other instanceof PyDatetime)) return undefined;
    this.#requireAlike(other, 'subtract');
    return new PyTimedelta(this.instant - other.instant);
  }

  override getAttribute(name: string): Value | undefined {
    switch (name) {
      case 'min':
        return new PyDatetime(1, 0);
      case 'max':
        return new PyDatetime(lastOrdinal, Number(microsecondsPerDay) - 1);
      case 'resolution':
        return new PyTimedelta(1n);
      default:
        return (
          dayAttribute(this, name) ??
          clockAttribute(this, name) ??
          bindMethod<PyDatetime>(this, name, dayMethods, 'date') ??
          bindMethod<PyDatetime>(this, name, datetimeMethods, 'datetime')
        );
    }
  }

  isoformat(separator: string, timespec: string): string {
    const clock = isoClock(this.microseconds, timespec);
    return `${isoDay(this.ordinal)}${separator}${clock}${zoneText(this.zone)}`;
  }

  get moment(): Moment {
    const { ordinal, microseconds, zone } = this;
    return { ordinal, microseconds, ...zoneTexts(zone) };
  }

  /** Microseconds since 1970 in UTC; of a naive one, on its own clock. */
  get instant(): bigint {
    return this.#onClock - (this.zone?.offset ?? 0n);
  }

  get #onClock(): bigint {
    return BigInt(this.ordinal - epochOrdinal) * microsecondsPerDay + BigInt(this.microseconds);
  }

  #plus(microseconds: bigint): PyDatetime {
    return PyDatetime.fromEpoch(this.#onClock + microseconds, this.zone);
  }

  #requireAlike(other: PyDatetime, verb: string): void {
    if (isAware(this) === isAware(other)) return;
    const message = `can't ${verb} offset-naive and offset-aware datetimes`;
    throw new PyError('TypeError', message);
  }
}

const clockNames = ['hour', 'minute', 'second', 'microsecond', 'tzinfo', 'fold'];

const datetimeMethods: MethodTable<PyDatetime> = new Map([
  ...zoneMethods,
  ['astimezone', method<PyDatetime>('keywords', ['tz'], 0, (self, [zone]) => inZone(self, zone))],
  [
    'combine',
    method<PyDatetime>('keywords', ['date', 'time', 'tzinfo'], 2, (_, given) => combine(given)),
  ],
  ['ctime', plainMethod<PyDatetime>((self) => ctime(self.moment))],
  ['date', plainMethod<PyDatetime>((self) => new PyDate(self.ordinal))],
  [
    'fromisocalendar',
    method<PyDatetime>('keywords', ['year', 'week', 'day'], 3, (_, given) => {
      return new PyDatetime(isoOrdinal(given), 0);
    }),
  ],
  [
    'fromordinal',
    method<PyDatetime>('one', ['ordinal'], 1, (_, [value]) => {
      return new PyDatetime(ordinalArgument(value), 0);
    }),
  ],
  [
    'fromisoformat',
    method<PyDatetime>('one', ['text'], 1, (_, [text]) => {
      const { ordinal, microseconds, zone } = readIsoMoment(isoArgument(text));
      return new PyDatetime(ordinal, microseconds, zone);
    }),
  ],
  [
    'fromtimestamp',
    method<PyDatetime>('keywords', ['timestamp', 'tz'], 1, (_, given) => fromTimestamp(given)),
  ],
  ['isoformat', method<PyDatetime>('keywords', ['sep', 'timespec'], 0, isoformat)],
  [
    'replace',
    method<PyDatetime>('keywords', ['year', 'month', 'day', ...clockNames], 0, (self, given) => {
      const { microseconds, zone, fold } = replacedClock(self, given.slice(3));
      return new PyDatetime(replacedDay(self, given), microseconds, zone, fold);
    }),
  ],
  [
    'strftime',
    method<PyDatetime>('keywords', ['format'], 1, (self, [format]) =>
      strftime(self.moment, formatArgument(format)),
    ),
  ],
  ['time', plainMethod<PyDatetime>((self) => new PyTime(self.microseconds, null, self.fold))],
  [
    'strptime',
    method<PyDatetime>('parsed', ['date_string', 'format'], 2, (_, given) => read(given)),
  ],
  ['timestamp', plainMethod<PyDatetime>(timestamp)],
  ['timetuple', plainMethod<PyDatetime>((self) => timeTuple(self.ordinal, self.microseconds, -1))],
  [
    'timetz',
    plainMethod<PyDatetime>((self) => new PyTime(self.microseconds, self.zone, self.fold)),
  ],
  [
    'utcfromtimestamp',
    method<PyDatetime>('one', ['timestamp'], 1, (_, [seconds]) => fromTimestamp([seconds])),
  ],
  [
    'utctimetuple',
    plainMethod<PyDatetime>((self) => {
      const { ordinal, microseconds } = PyDatetime.fromEpoch(self.instant, null);
      return timeTuple(ordinal, microseconds, 0);
    }),
  ],
]);

function read(given: Given): PyDatetime {
  const [text = '', format = ''] = given.map((value = null, index) =>
    textArgument(value, `strptime() argument ${index + 1} `),
  );
  const { ordinal, clock, offset, zoneName } = strptime(text, format);
  const zone = offset === undefined ? null : new PyTimezone(checkedOffset(offset), zoneName);
  return new PyDatetime(ordinal, microsecondsOf(clock), zone);
}

/** An offset that a timezone may have. */
function checkedOffset(offset: bigint): bigint {
  const size = offset < 0n ? -offset : offset;
  if (size < microsecondsPerDay) return offset;
  const found = new PyTimedelta(offset).repr();
  throw new PyError(
    'ValueError',
    `offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not ${found}.`,
  );
}

/** Of a naive datetime CPython adds whole seconds and the rest, and so rounds twice. */
function timestamp(self: PyDatetime): Value {
  if (isAware(self)) return new PyTimedelta(self.instant).totalSeconds;
  const microseconds = BigInt(self.microseconds % 1e6);
  const seconds = Number((self.instant - microseconds) / 1_000_000n);
  return new PyFloat(seconds + Number(microseconds) / 1e6);
}

function isoformat(self: PyDatetime, [separator = 'T', timespec]: Given): string {
  if (typeof separator === 'string' && codePointCount(separator) === 1) {
    return self.isoformat(separator, timespecArgument(timespec, 2));
  }
  throw new PyError(
    'TypeError',
    `isoformat() argument 1 must be a unicode character, not ${typeNameOf(separator)}`,
  );
}

function inZone(self: PyDatetime, zone: Value = null): PyDatetime {
  const target = timezoneArgument(zone) ?? utc;
  return PyDatetime.fromEpoch(self.instant + target.offset, target);
}

function combine([date = null, time = null, zone]: Given): PyDatetime {
  const isDay = date instanceof PyDate || date instanceof PyDatetime;
  if (!isDay) throw wrongClass(1, 'combine', 'datetime.date', date);
  if (!(time instanceof PyTime)) throw wrongClass(2, 'combine', 'datetime.time', time);
  const target = zone === undefined ? time.zone : timezoneArgument(zone);
  return new PyDatetime(date.ordinal, time.microseconds, target, time.fold);
}

function fromTimestamp([seconds = null, zone = null]: Given): PyDatetime {
  const target = timezoneArgument(zone);
  const given = toFloat(seconds);
  const whole = Math.floor(given);
  const fraction = BigInt(roundHalfEven((given - whole) * 1e6, 0));
  return PyDatetime.fromEpoch(
    BigInt(whole) * 1_000_000n + fraction + (target?.offset ?? 0n),
    target,
  );
}
