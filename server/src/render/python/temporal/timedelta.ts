import { decompose, divideHalfEven } from '../decimal.ts';
import { PyError } from '../errors.ts';
import { PyFloat } from '../float.ts';
import { floorQuotient, normalize, remainder, toIndex } from '../integers.ts';
import { bindMethod, type MethodTable, plainMethod } from '../method.ts';
import { numericBinary } from '../numeric.ts';
import { type BinaryOperator, type HashKey, PyObject, type Value } from '../value.ts';

const microsecondsPerSecond = 1_000_000n;
export const microsecondsPerDay = 86_400_000_000n;
const mostDays = 999_999_999n;

/** A Python timedelta; raises OverflowError beyond its range. */
export class PyTimedelta extends PyObject {
  readonly typeName = 'datetime.timedelta';
  /** The whole length. */
  readonly total: bigint;

  constructor(microseconds: bigint) {
    super();
    this.total = microseconds;
    const days = this.days;
    if (days >= -mostDays && days <= mostDays) return;
    const message = `days=${days}; must have magnitude <= ${mostDays}`;
    throw new PyError('OverflowError', message);
  }

  /** Whole days, rounded down; the other parts are never negative. */
  get days(): bigint {
    return BigInt(floorQuotient(this.total, microsecondsPerDay));
  }

  get seconds(): number {
    return Number(this.#withinDay / microsecondsPerSecond);
  }

  get microseconds(): number {
    return Number(this.#withinDay % microsecondsPerSecond);
  }

  get #withinDay(): bigint {
    return BigInt(remainder(this.total, microsecondsPerDay));
  }

  repr(): string {
    const parts = [
      ['days', Number(this.days)],
      ['seconds', this.seconds],
      ['microseconds', this.microseconds],
    ] as const;
    const shown = parts.filter(([, value]) => value !== 0);
    const text = shown.map(([name, value]) => `${name}=${value}`).join(', ');
    return `datetime.timedelta(${text === '' ? '0' : text})`;
  }

  override str(): string {
    const { days, seconds, microseconds } = this;
    const two = (value: number): string => String(value).padStart(2, '0');
    const plural = days === 1n || days === -1n ? '' : 's';
    const head = days === 0n ? '' : `${days} day${plural}, `;
    const clock = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    const rest = microseconds === 0 ? '' : `.${String(microseconds).padStart(6, '0')}`;
    return head + clock + rest;
  }

  override truth(): boolean {
    return this.total !== 0n;
  }

  override equals(other: Value): boolean | undefined {
    return other instanceof PyTimedelta ? other.total === this.total : undefined;
  }

  override compare(other: Value): number | undefined {
    if (!(other instanceof PyTimedelta)) return undefined;
    if (this.total === other.total) return 0;
    return this.total < other.total ? -1 : 1;
  }

  override hashKey(): HashKey {
    return `\0timedelta ${this.total}`;
  }

  override absolute(): Value {
    return this.total < 0n ? new PyTimedelta(-this.total) : this;
  }

  override unary(operator: '-' | '+'): Value {
    return operator === '-' ? new PyTimedelta(-this.total) : this;
  }

  override binary(operator: BinaryOperator, other: Value, isReflected: boolean): Value | undefined {
    if (other instanceof PyTimedelta) return isReflected ? undefined : this.#with(operator, other);
    if (operator === '*') return this.#times(other);
    if (isReflected) return undefined;
    if (operator === '/') return this.#dividedBy(other);
    const divisor = operator === '//' ? toIndex(other) : undefined;
    if (divisor === undefined) return undefined;
    return new PyTimedelta(BigInt(floorQuotient(this.total, nonZero(BigInt(divisor)))));
  }

  override getAttribute(name: string): Value | undefined {
    switch (name) {
      case 'days':
        return Number(this.days);
      case 'seconds':
        return this.seconds;
      case 'microseconds':
        return this.microseconds;
      case 'min':
        return new PyTimedelta(-mostDays * microsecondsPerDay);
      case 'max':
        return new PyTimedelta((mostDays + 1n) * microsecondsPerDay - 1n);
      case 'resolution':
        return new PyTimedelta(1n);
      default:
        return bindMethod(this, name, methods, 'timedelta');
    }
  }

  /** `total_seconds()`. */
  get totalSeconds(): Value {
    return numericBinary('/', normalize(this.total), 1_000_000) ?? null;
  }

  #with(operator: BinaryOperator, { total }: PyTimedelta): Value | undefined {
    switch (operator) {
      case '+':
        return new PyTimedelta(this.total + total);
      case '-':
        return new PyTimedelta(this.total - total);
      case '/':
      case '//':
        return numericBinary(operator, normalize(this.total), normalize(total));
      case '%': {
        const rest = numericBinary('%', normalize(this.total), normalize(total));
        return new PyTimedelta(BigInt(toIndex(rest ?? 0) ?? 0));
      }
      default:
        return undefined;
    }
  }

  #times(factor: Value): Value | undefined {
    const whole = toIndex(factor);
    if (whole !== undefined) return new PyTimedelta(this.total * BigInt(whole));
    if (!(factor instanceof PyFloat)) return undefined;
    const { numerator, denominator } = ratioOf(factor.value);
    return new PyTimedelta(divideNearest(this.total * numerator, denominator));
  }

  #dividedBy(divisor: Value): Value | undefined {
    const whole = toIndex(divisor);
    if (whole !== undefined) return new PyTimedelta(divideNearest(this.total, BigInt(whole)));
    if (!(divisor instanceof PyFloat)) return undefined;
    const { numerator, denominator } = ratioOf(divisor.value);
    return new PyTimedelta(divideNearest(this.total * denominator, numerator));
  }
}

const methods: MethodTable<PyTimedelta> = new Map([
  ['total_seconds', plainMethod<PyTimedelta>((self) => self.totalSeconds)],
]);

/** A float as an exact fraction; raises what `float.as_integer_ratio` raises. */
function ratioOf(value: number): { readonly numerator: bigint; readonly denominator: bigint } {
  if (Number.isNaN(value)) {
    throw new PyError('ValueError', 'cannot convert NaN to integer ratio');
  }
  if (!Number.isFinite(value)) {
    throw new PyError('OverflowError', 'cannot convert Infinity to integer ratio');
  }
  const { mantissa, exponent } = decompose(Math.abs(value));
  const numerator = (value < 0 ? -mantissa : mantissa) << BigInt(Math.max(exponent, 0));
  return { numerator, denominator: 1n << BigInt(Math.max(-exponent, 0)) };
}

/** The nearest integer to a quotient, to the even one of two. */
function divideNearest(dividend: bigint, divisor: bigint): bigint {
  const isNegative = dividend < 0n !== nonZero(divisor) < 0n;
  const size = divideHalfEven(absolute(dividend), absolute(divisor));
  return isNegative ? -size : size;
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function nonZero(divisor: bigint): bigint {
  if (divisor !== 0n) return divisor;
  throw new PyError('ZeroDivisionError', 'integer division or modulo by zero');
}
