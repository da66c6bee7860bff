import type { ExampleRow, ExampleValue } from '../../dataset/example.ts';
import type { TypedValue } from '../../dataset/typed-value.ts';
import { PyBytes } from '../python/bytes.ts';
import { PyDecimal } from '../python/decimals/decimal.ts';
import { exactInt } from '../python/decimals/exact.ts';
import { PyDict } from '../python/dict.ts';
import { PyFloat } from '../python/float.ts';
import { normalize } from '../python/integers.ts';
import { epochOrdinal } from '../python/temporal/calendar.ts';
import { PyDate } from '../python/temporal/date.ts';
import { PyDatetime } from '../python/temporal/datetime.ts';
import { PyTime } from '../python/temporal/time.ts';
import { PyTimedelta } from '../python/temporal/timedelta.ts';
import { PyTimezone, utc } from '../python/temporal/timezone.ts';
import type { Value } from '../python/value.ts';

/** A row as Python objects, new at every call: a template can change lists and dicts of its row. */
export function toRowValues(row: ExampleRow): Map<string, Value> {
  const values = new Map<string, Value>();
  for (const [name, value] of row) values.set(name, toValue(value));
  return values;
}

/** One object for all: `json.loads` makes no other, and sets and `in` tell objects apart that are not equal to themselves. */
const notANumber = new PyFloat(Number.NaN);

function toValue(value: ExampleValue): Value {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'bigint') return normalize(value);
  if (typeof value === 'number') return Number.isNaN(value) ? notANumber : new PyFloat(value);
  if (isList(value)) return value.map(toValue);
  if ('kind' in value) return toTypedValue(value);
  const dict = new PyDict();
  for (const [key, item] of value) dict.set(key, toValue(item));
  return dict;
}

function isList(value: ExampleValue): value is readonly ExampleValue[] {
  return Array.isArray(value);
}

function toTypedValue(value: TypedValue): Value {
  switch (value.kind) {
    case 'date':
      return new PyDate(value.days + epochOrdinal);
    case 'datetime':
      return toDatetime(value);
    case 'time':
      return new PyTime(value.microseconds);
    case 'timedelta':
      return new PyTimedelta(value.microseconds);
    case 'decimal':
      return new PyDecimal({ ...exactInt(value.coefficient), exponent: value.exponent });
    case 'bytes':
      return PyBytes.from(value.bytes);
  }
}

/** A zone is a fixed offset, with the name that it has at that moment. */
function toDatetime({ microseconds, zone }: TypedValue & { readonly kind: 'datetime' }): Value {
  if (zone === null) return PyDatetime.fromEpoch(microseconds, null);
  const offset = BigInt(zone.offsetSeconds) * 1_000_000n;
  const isUtc = offset === 0n && (zone.name ?? 'UTC') === 'UTC';
  const timezone = isUtc ? utc : new PyTimezone(offset, zone.name);
  return PyDatetime.fromEpoch(microseconds + offset, timezone);
}
