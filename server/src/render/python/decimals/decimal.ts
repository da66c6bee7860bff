import { PyError } from '../errors.ts';
import { PyFloat } from '../float.ts';
import { normalize, toIndex } from '../integers.ts';
import { type BinaryOperator, type HashKey, PyObject, type Value } from '../value.ts';
import {
  add,
  divide,
  divideWhole,
  multiply,
  negated,
  power,
  quantize,
  remainder,
} from './context.ts';
import { decimalText, formatDecimal } from './decimal-text.ts';
import {
  compareExact,
  digitsOf,
  type Exact,
  exactFloat,
  exactInt,
  isIntegral,
  rescaled,
  truncated,
} from './exact.ts';
import { finish, invalidOperation } from './finish.ts';

/** A finite Python Decimal: neither rows nor templates make infinite ones. */
export class PyDecimal extends PyObject {
  readonly typeName = 'decimal.Decimal';
  readonly exact: Exact;

  constructor(exact: Exact) {
    super();
    this.exact = exact;
  }

  repr(): string {
    return `Decimal('${this.str()}')`;
  }

  override str(): string {
    return decimalText(this.exact);
  }

  override truth(): boolean {
    return this.exact.coefficient !== 0n;
  }

  override format(specification: string): string {
    return formatDecimal(this.exact, specification);
  }

  override toInt(): number | bigint {
    return normalize(truncated(this.exact));
  }

  override toFloat(): number {
    return Number(this.str());
  }

  override round(digits: Value): Value {
    if (digits === null) {
      return normalize(truncated(rescaled(this.exact, 0, 'ROUND_HALF_EVEN')));
    }
    const places = toIndex(digits);
    if (places === undefined) throw new PyError('TypeError', 'optional arg must be an integer');
    return new PyDecimal(quantize(this.exact, -Number(places), 'ROUND_HALF_EVEN'));
  }

  override absolute(): Value {
    return new PyDecimal(finish({ ...this.exact, isNegative: false }));
  }

  override toWhole(direction: 'floor' | 'ceil'): Value {
    const rounding = direction === 'floor' ? 'ROUND_FLOOR' : 'ROUND_CEILING';
    return normalize(truncated(rescaled(this.exact, 0, rounding)));
  }

  override equals(other: Value): boolean | undefined {
    if (other instanceof PyFloat && !Number.isFinite(other.value)) return false;
    const exact = comparableDecimal(other);
    return exact === undefined ? undefined : compareExact(this.exact, exact) === 0;
  }

  override compare(other: Value): number | undefined {
    if (other instanceof PyFloat && !Number.isFinite(other.value)) {
      if (Number.isNaN(other.value)) throw invalidOperation();
      return -Math.sign(other.value);
    }
    const exact = comparableDecimal(other);
    return exact === undefined ? undefined : compareExact(this.exact, exact);
  }

  /** That of the equal int or float, if there is one. */
  override hashKey(): HashKey {
    if (isIntegral(this.exact)) return normalize(truncated(this.exact));
    const float = this.toFloat();
    if (compareExact(exactFloat(float), this.exact) === 0) return float;
    const { isNegative, exponent } = this.exact;
    const digits = digitsOf(this.exact);
    const kept = digits.replace(/0+$/, '');
    return `\0decimal ${isNegative ? '-' : ''}${kept}e${exponent + digits.length - kept.length}`;
  }

  override unary(operator: '-' | '+'): Value {
    const signed = operator === '-' ? negated(this.exact) : this.exact;
    const isZero = signed.coefficient === 0n;
    return new PyDecimal(finish(isZero ? { ...signed, isNegative: false } : signed));
  }

  override binary(operator: BinaryOperator, other: Value, isReflected: boolean): Value | undefined {
    const operand = toExact(other);
    if (operand === undefined) return undefined;
    const [a, b] = isReflected ? [operand, this.exact] : [this.exact, operand];
    return new PyDecimal(operations[operator](a, b));
  }
}

const operations: Readonly<Record<BinaryOperator, (a: Exact, b: Exact) => Exact>> = {
  '+': add,
  '-': (a, b) => add(a, negated(b)),
  '*': multiply,
  '/': divide,
  '//': divideWhole,
  '%': remainder,
  '**': power,
};

/** A Decimal or int as an operand; a float is none. */
export function toExact(value: Value): Exact | undefined {
  if (value instanceof PyDecimal) return value.exact;
  const index = toIndex(value);
  return index === undefined ? undefined : exactInt(BigInt(index));
}

function comparableDecimal(value: Value): Exact | undefined {
  return value instanceof PyFloat ? exactFloat(value.value) : toExact(value);
}
