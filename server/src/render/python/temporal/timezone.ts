import { PyError } from '../errors.ts';
import { bindMethod, type MethodTable, method } from '../method.ts';
import { quote } from '../quote.ts';
import { typeNameOf } from '../types.ts';
import { type HashKey, PyObject, type Value } from '../value.ts';
import { PyTimedelta } from './timedelta.ts';

const microsecondsPerMinute = 60_000_000n;

/** A Python timezone: a fixed offset from UTC, with a name or without. */
export class PyTimezone extends PyObject {
  readonly typeName = 'datetime.timezone';
  /** In microseconds. */
  readonly offset: bigint;
  readonly name: string | undefined;

  constructor(offset: bigint, name?: string) {
    super();
    this.offset = offset;
    this.name = name;
  }

  repr(): string {
    if (this.#isUtc) return 'datetime.timezone.utc';
    const name = this.name === undefined ? '' : `, ${quote(this.name)}`;
    return `datetime.timezone(${new PyTimedelta(this.offset).repr()}${name})`;
  }

  override str(): string {
    if (this.name !== undefined) return this.name;
    return this.offset === 0n ? 'UTC' : `UTC${offsetText(this.offset)}`;
  }

  override equals(other: Value): boolean | undefined {
    return other instanceof PyTimezone ? other.offset === this.offset : undefined;
  }

  override hashKey(): HashKey {
    return `\0timezone ${this.offset}`;
  }

  override getAttribute(name: string): Value | undefined {
    if (name === 'utc') return utc;
    return bindMethod(this, name, methods, 'timezone');
  }

  get #isUtc(): boolean {
    return this.offset === 0n && this.name === undefined;
  }
}

export const utc = new PyTimezone(0n);

/** An offset as `isoformat` writes it, such as `+01:00`; `colon` separates its parts. */
export function offsetText(offset: bigint, colon = ':'): string {
  const size = offset < 0n ? -offset : offset;
  const minutes = size / microsecondsPerMinute;
  const seconds = (size / 1_000_000n) % 60n;
  const microseconds = size % 1_000_000n;
  const two = (value: bigint): string => String(value).padStart(2, '0');
  const clock = [two(minutes / 60n), two(minutes % 60n)];
  if (seconds !== 0n || microseconds !== 0n) clock.push(two(seconds));
  const rest = microseconds === 0n ? '' : `.${String(microseconds).padStart(6, '0')}`;
  return `${offset < 0n ? '-' : '+'}${clock.join(colon)}${rest}`;
}

/** The argument of a parameter `tzinfo`: a timezone or None. */
export function timezoneArgument(value: Value): PyTimezone | null {
  if (value === null || value instanceof PyTimezone) return value;
  throw new PyError(
    'TypeError',
    `tzinfo argument must be None or of a tzinfo subclass, not type '${typeNameOf(value)}'`,
  );
}

const methods: MethodTable<PyTimezone> = new Map([
  answering('utcoffset', (self) => new PyTimedelta(self.offset)),
  answering('tzname', (self) => self.str()),
  answering('dst', () => null),
]);

/** A method that takes a datetime or None, which makes no difference. */
function answering(name: string, answer: (self: PyTimezone) => Value) {
  const run = (self: PyTimezone, [moment = null]: readonly (Value | undefined)[]): Value => {
    const isMoment = moment instanceof PyObject && moment.typeName === 'datetime.datetime';
    if (moment === null || isMoment) return answer(self);
    const message = `${name}(dt) argument must be a datetime instance or None, not ${typeNameOf(moment)}`;
    throw new PyError('TypeError', message);
  };
  return [name, method<PyTimezone>('one', ['dt'], 1, run)] as const;
}
