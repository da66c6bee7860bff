import { PyError } from './errors.ts';
import { floatRepr, PyFloat } from './float.ts';
import { type Int, intToFloat, toIndex } from './integers.ts';
import { floatPower } from './power.ts';
import { cosineAndSine } from './sine.ts';
import { type BinaryOperator, type HashKey, PyObject, type Value } from './value.ts';

/** A Python complex number: what a negative float gives to a fractional power. */
export class PyComplex extends PyObject {
  readonly typeName = 'complex';
  readonly real: number;
  readonly imaginary: number;

  constructor(real: number, imaginary: number) {
    super();
    this.real = real;
    this.imaginary = imaginary;
  }

  repr(): string {
    const [real, imaginary] = [this.real, this.imaginary].map(partText);
    if (Object.is(this.real, 0)) return `${imaginary}j`;
    return `(${real}${imaginary?.startsWith('-') ? '' : '+'}${imaginary}j)`;
  }

  override truth(): boolean {
    return this.real !== 0 || this.imaginary !== 0;
  }

  override getAttribute(name: string): Value | undefined {
    if (name === 'real') return new PyFloat(this.real);
    return name === 'imag' ? new PyFloat(this.imaginary) : undefined;
  }

  override absolute(): Value {
    return new PyFloat(Math.hypot(this.real, this.imaginary));
  }

  override equals(other: Value): boolean | undefined {
    const number = toComplex(other);
    if (number === undefined) return undefined;
    return this.real === number.real && this.imaginary === number.imaginary;
  }

  override binary(operator: BinaryOperator, other: Value, isReflected: boolean): Value | undefined {
    const number = toComplex(other);
    if (number === undefined) return undefined;
    return isReflected ? combine(operator, number, this) : combine(operator, this, number);
  }

  override unary(operator: '-' | '+'): Value {
    return operator === '+' ? this : new PyComplex(-this.real, -this.imaginary);
  }

  override hashKey(): HashKey {
    if (this.imaginary === 0) return new PyFloat(this.real).hashKey();
    return `\0c${this.real},${this.imaginary}`;
  }
}

/** Whether Python answers `a ** b` with a complex number. */
export function isComplexPower(a: number, b: number): boolean {
  return a < 0 && Number.isFinite(a) && Number.isFinite(b) && !Number.isInteger(b);
}

/** `base ** exponent`, as CPython's `_Py_c_pow` computes it in polar form. */
export function complexPower(base: PyComplex, exponent: PyComplex): PyComplex {
  if (!exponent.truth()) return new PyComplex(1, 0);
  if (!base.truth()) return powerOfZero(exponent);
  const size = Math.hypot(base.real, base.imaginary);
  const angle = Math.atan2(base.imaginary, base.real);
  let length = sizePower(size, exponent.real);
  let phase = angle * exponent.real;
  if (exponent.imaginary !== 0) {
    length /= Math.exp(angle * exponent.imaginary);
    phase += exponent.imaginary * Math.log(size);
  }
  const [cosine, sine] = cosineAndSine(phase);
  return new PyComplex(length * cosine, length * sine);
}

function sizePower(size: number, exponent: number): number {
  try {
    return floatPower(size, exponent);
  } catch (error) {
    if (!(error instanceof PyError)) throw error;
    throw new PyError('OverflowError', 'complex exponentiation');
  }
}

function powerOfZero(exponent: PyComplex): PyComplex {
  if (exponent.real >= 0 && exponent.imaginary === 0) return new PyComplex(0, 0);
  throw new PyError('ZeroDivisionError', '0.0 to a negative or complex power');
}

function toComplex(value: Value): PyComplex | undefined {
  if (value instanceof PyComplex) return value;
  if (value instanceof PyFloat) return new PyComplex(value.value, 0);
  const index: Int | undefined = toIndex(value);
  return index === undefined ? undefined : new PyComplex(intToFloat(index), 0);
}

function combine(operator: BinaryOperator, a: PyComplex, b: PyComplex): PyComplex | undefined {
  switch (operator) {
    case '+':
      return new PyComplex(a.real + b.real, a.imaginary + b.imaginary);
    case '-':
      return new PyComplex(a.real - b.real, a.imaginary - b.imaginary);
    case '*':
      return product(a, b);
    case '/':
      return quotient(a, b);
    case '**':
      return isSmallInteger(b) ? integerPower(a, b.real) : complexPower(a, b);
    case '//':
    case '%':
      return undefined;
  }
}

function product(a: PyComplex, b: PyComplex): PyComplex {
  return new PyComplex(
    a.real * b.real - a.imaginary * b.imaginary,
    a.real * b.imaginary + a.imaginary * b.real,
  );
}

/** As CPython's `_Py_c_quot`: scaled by the larger part of the divisor. */
function quotient(a: PyComplex, b: PyComplex): PyComplex {
  if (!b.truth()) throw new PyError('ZeroDivisionError', 'complex division by zero');
  if (Math.abs(b.real) >= Math.abs(b.imaginary)) {
    const ratio = b.imaginary / b.real;
    const divisor = b.real + b.imaginary * ratio;
    return new PyComplex(
      (a.real + a.imaginary * ratio) / divisor,
      (a.imaginary - a.real * ratio) / divisor,
    );
  }
  const ratio = b.real / b.imaginary;
  const divisor = b.real * ratio + b.imaginary;
  return new PyComplex(
    (a.real * ratio + a.imaginary) / divisor,
    (a.imaginary * ratio - a.real) / divisor,
  );
}

function isSmallInteger({ real, imaginary }: PyComplex): boolean {
  return imaginary === 0 && Number.isInteger(real) && Math.abs(real) <= 100;
}

/** By squaring, as CPython's `c_powi`. */
function integerPower(base: PyComplex, exponent: number): PyComplex {
  let power = new PyComplex(1, 0);
  let factor = base;
  for (let mask = 1; mask <= Math.abs(exponent); mask *= 2) {
    if ((Math.abs(exponent) & mask) !== 0) power = product(power, factor);
    factor = product(factor, factor);
  }
  if (exponent > 0) return power;
  if (!base.truth() && exponent < 0) return powerOfZero(new PyComplex(exponent, 0));
  return quotient(new PyComplex(1, 0), power);
}

function partText(value: number): string {
  return floatRepr(value).replace(/\.0$/, '');
}
