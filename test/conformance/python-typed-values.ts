/** Python's constructors of dates, times and decimals, as far as recorded expressions use them. */
import { PyDecimal } from '../../server/src/render/python/decimals/decimal.ts';
import { exactFloat, exactInt } from '../../server/src/render/python/decimals/exact.ts';
import { PyFloat } from '../../server/src/render/python/float.ts';
import { ordinalOf } from '../../server/src/render/python/temporal/calendar.ts';
import { microsecondsOf } from '../../server/src/render/python/temporal/clock.ts';
import { PyDate } from '../../server/src/render/python/temporal/date.ts';
import { PyDatetime } from '../../server/src/render/python/temporal/datetime.ts';
import { PyTime } from '../../server/src/render/python/temporal/time.ts';
import { PyTimedelta } from '../../server/src/render/python/temporal/timedelta.ts';
import {
  PyTimezone,
  timezoneArgument,
  utc,
} from '../../server/src/render/python/temporal/timezone.ts';
import { str } from '../../server/src/render/python/text.ts';
import type { Value } from '../../server/src/render/python/value.ts';

type Constructor = readonly [name: string, body: (...args: Value[]) => Value];

/** By name, with positional arguments only. */
export const typedConstructors: readonly Constructor[] = [
  ['date', (...day) => new PyDate(ordinal(day))],
  ['datetime', (...args) => datetime(args)],
  ['time', (...clock) => new PyTime(microseconds(clock), timezoneArgument(clock[4] ?? null))],
  ['timedelta', (...parts) => timedelta(parts)],
  ['timezone', (offset, name) => timezone(offset, name)],
  ['Decimal', (value) => decimal(value ?? 0)],
];

function ordinal([year, month, day]: readonly Value[]): number {
  return ordinalOf({ year: Number(year), month: Number(month), day: Number(day) });
}

function microseconds([
  hour = 0,
  minute = 0,
  second = 0,
  microsecond = 0,
]: readonly Value[]): number {
  return microsecondsOf({
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    microsecond: Number(microsecond),
  });
}

function datetime(args: readonly Value[]): PyDatetime {
  const clock = args.slice(3);
  return new PyDatetime(ordinal(args), microseconds(clock), timezoneArgument(clock[4] ?? null));
}

function timedelta([days = 0, seconds = 0, rest = 0]: readonly Value[]): PyTimedelta {
  const whole = BigInt(Number(days)) * 86400n + BigInt(Number(seconds));
  return new PyTimedelta(whole * 1_000_000n + BigInt(Number(rest)));
}

function timezone(offset: Value | undefined, name?: Value): PyTimezone {
  if (!(offset instanceof PyTimedelta)) throw new Error('an offset is expected');
  if (name !== undefined) return new PyTimezone(offset.total, str(name));
  return offset.total === 0n ? utc : new PyTimezone(offset.total);
}

function decimal(value: Value): PyDecimal {
  if (typeof value === 'number') return new PyDecimal(exactInt(BigInt(value)));
  if (value instanceof PyFloat) return new PyDecimal(exactFloat(value.value));
  const match = /^([-+]?)(\d*)\.?(\d*)(?:[eE]([-+]?\d+))?$/.exec(str(value));
  if (match === null) throw new Error(`no decimal: ${str(value)}`);
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  return new PyDecimal({
    isNegative: sign === '-',
    coefficient: BigInt(whole + fraction),
    exponent: Number(exponent) - fraction.length,
  });
}
