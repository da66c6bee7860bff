import { PyError } from '../errors.ts';
import { bindMethod, type MethodTable, method, plainMethod } from '../method.ts';
import { type HashKey, PyObject, type Value } from '../value.ts';
import { ordinalOf } from './calendar.ts';
import { clockOf, isoClock, microsecondsOf } from './clock.ts';
import {
  fieldArgument,
  foldArgument,
  formatArgument,
  type Given,
  isoArgument,
  timespecArgument,
} from './fields.ts';
import { readIsoClock } from './iso-text.ts';
import { type Moment, strftime } from './strftime.ts';
import { PyTimedelta } from './timedelta.ts';
import { offsetText, type PyTimezone, timezoneArgument } from './timezone.ts';

/** A Python time of day. */
export class PyTime extends PyObject {
  readonly typeName = 'datetime.time';
  /** Since midnight. */
  readonly microseconds: number;
  readonly zone: PyTimezone | null;
  readonly fold: number;

  constructor(microseconds: number, zone: PyTimezone | null = null, fold = 0) {
    super();
    this.microseconds = microseconds;
    this.zone = zone;
    this.fold = fold;
  }

  repr(): string {
    return `datetime.time(${clockArguments(this).join(', ')})`;
  }

  override str(): string {
    return this.isoformat('auto');
  }

  override format(specification: string): string {
    return specification === '' ? this.str() : this.strftime(specification);
  }

  override equals(other: Value): boolean | undefined {
    if (!(other instanceof PyTime)) return undefined;
    return isAware(this) === isAware(other) && this.#instant === other.#instant;
  }

  override compare(other: Value): number | undefined {
    if (!(other instanceof PyTime)) return undefined;
    if (isAware(this) === isAware(other)) return Number(this.#instant - other.#instant);
    throw new PyError('TypeError', "can't compare offset-naive and offset-aware times");
  }

  override hashKey(): HashKey {
    return `\0time ${isAware(this)} ${this.#instant}`;
  }

  override getAttribute(name: string): Value | undefined {
    switch (name) {
      case 'min':
        return new PyTime(0);
      case 'max':
        return new PyTime(86_400_000_000 - 1);
      case 'resolution':
        return new PyTimedelta(1n);
      default:
        return clockAttribute(this, name) ?? bindMethod(this, name, timeMethods, 'time');
    }
  }

  isoformat(timespec: string): string {
    return isoClock(this.microseconds, timespec) + zoneText(this.zone);
  }

  strftime(format: string): string {
    const ordinal = ordinalOf({ year: 1900, month: 1, day: 1 });
    return strftime({ ordinal, microseconds: this.microseconds, ...zoneTexts(this.zone) }, format);
  }

  get #instant(): bigint {
    return BigInt(this.microseconds) - (this.zone?.offset ?? 0n);
  }
}

/** A time, or a datetime at its time. */
export interface Clocked {
  readonly microseconds: number;
  readonly zone: PyTimezone | null;
  readonly fold: number;
}

export function isAware({ zone }: Clocked): boolean {
  return zone !== null;
}

/** `+01:00`, or nothing for a naive value. */
export function zoneText(zone: PyTimezone | null): string {
  return zone === null ? '' : offsetText(zone.offset);
}

/** What `%z` and `%Z` write. */
export function zoneTexts(zone: PyTimezone | null): Pick<Moment, 'offset' | 'zoneName'> {
  if (zone === null) return { offset: '', zoneName: '' };
  return { offset: offsetText(zone.offset, ''), zoneName: zone.str() };
}

/** The arguments of a repr: seconds and microseconds only where there are any. */
export function clockArguments({ microseconds, zone, fold }: Clocked): string[] {
  const { hour, minute, second, microsecond } = clockOf(microseconds);
  const shown = [hour, minute];
  if (second !== 0 || microsecond !== 0) shown.push(second);
  if (microsecond !== 0) shown.push(microsecond);
  const texts = shown.map(String);
  if (fold !== 0) texts.push(`fold=${fold}`);
  if (zone !== null) texts.push(`tzinfo=${zone.repr()}`);
  return texts;
}

/** `hour` to `microsecond`, `tzinfo` and `fold`. */
export function clockAttribute(value: Clocked, name: string): Value | undefined {
  switch (name) {
    case 'hour':
    case 'minute':
    case 'second':
    case 'microsecond':
      return clockOf(value.microseconds)[name];
    case 'tzinfo':
      return value.zone;
    case 'fold':
      return value.fold;
    default:
      return undefined;
  }
}

/** The methods that ask the zone. */
export const zoneMethods: MethodTable<Clocked & PyObject> = new Map([
  ['dst', plainMethod<Clocked & PyObject>(() => null)],
  ['tzname', plainMethod<Clocked & PyObject>(({ zone }) => zone?.str() ?? null)],
  [
    'utcoffset',
    plainMethod<Clocked & PyObject>(({ zone }) =>
      zone === null ? null : new PyTimedelta(zone.offset),
    ),
  ],
]);

const timeMethods: MethodTable<PyTime> = new Map([
  ...zoneMethods,
  [
    'fromisoformat',
    method<PyTime>('one', ['text'], 1, (_, [text]) => {
      const { microseconds, zone } = readIsoClock(isoArgument(text).replace(/^T/, ''));
      return new PyTime(microseconds, zone);
    }),
  ],
  [
    'isoformat',
    method<PyTime>('keywords', ['timespec'], 0, (self, [timespec]) =>
      self.isoformat(timespecArgument(timespec, 1)),
    ),
  ],
  [
    'replace',
    method<PyTime>(
      'keywords',
      ['hour', 'minute', 'second', 'microsecond', 'tzinfo', 'fold'],
      0,
      (self, given) => {
        const { microseconds, zone, fold } = replacedClock(self, given);
        return new PyTime(microseconds, zone, fold);
      },
    ),
  ],
  [
    'strftime',
    method<PyTime>('keywords', ['format'], 1, (self, [format]) =>
      self.strftime(formatArgument(format)),
    ),
  ],
]);

/** The time with other fields, in the order of `time.replace`. */
export function replacedClock(
  self: Clocked,
  [hour, minute, second, microsecond, zone, fold]: Given,
): Clocked {
  const current = clockOf(self.microseconds);
  return {
    microseconds: microsecondsOf({
      hour: fieldArgument(hour, current.hour),
      minute: fieldArgument(minute, current.minute),
      second: fieldArgument(second, current.second),
      microsecond: fieldArgument(microsecond, current.microsecond),
    }),
    zone: zone === undefined ? self.zone : timezoneArgument(zone),
    fold: foldArgument(fold, self.fold),
  };
}
