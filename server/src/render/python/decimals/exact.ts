/** Finite decimals without limits: what Python's decimal computes before it rounds. */
import { decompose } from '../decimal.ts';
import { PyError } from '../errors.ts';

/** `±coefficient * 10 ** exponent`; the coefficient is not negative, and zero has a sign. */
export interface Exact {
  readonly isNegative: boolean;
  readonly coefficient: bigint;
  readonly exponent: number;
}

export type Rounding =
  | 'ROUND_CEILING'
  | 'ROUND_FLOOR'
  | 'ROUND_UP'
  | 'ROUND_DOWN'
  | 'ROUND_HALF_UP'
  | 'ROUND_HALF_DOWN'
  | 'ROUND_HALF_EVEN'
  | 'ROUND_05UP';

export function exactInt(value: bigint): Exact {
  return { isNegative: value < 0n, coefficient: value < 0n ? -value : value, exponent: 0 };
}

/** The exact value of a finite float. */
export function exactFloat(value: number): Exact {
  const isNegative = value < 0 || Object.is(value, -0);
  const { mantissa, exponent } = decompose(Math.abs(value));
  if (mantissa === 0n) return { isNegative, coefficient: 0n, exponent: 0 };
  let [whole, halvings] = [mantissa, -exponent];
  for (; halvings > 0 && (whole & 1n) === 0n; halvings -= 1) whole >>= 1n;
  if (halvings <= 0) return { isNegative, coefficient: whole << BigInt(-halvings), exponent: 0 };
  return { isNegative, coefficient: whole * 5n ** BigInt(halvings), exponent: -halvings };
}

export function digitsOf({ coefficient }: Exact): string {
  return coefficient.toString();
}

/** The exponent of the first digit. */
export function adjustedExponent(value: Exact): number {
  return value.exponent + digitsOf(value).length - 1;
}

/** -1, 0 or 1 for the sign of the value. */
export function signOf({ isNegative, coefficient }: Exact): number {
  if (coefficient === 0n) return 0;
  return isNegative ? -1 : 1;
}

/** Three-way order by value. */
export function compareExact(a: Exact, b: Exact): number {
  const [signA, signB] = [signOf(a), signOf(b)];
  if (signA !== signB || signA === 0) return Math.sign(signA - signB);
  const [highA, highB] = [adjustedExponent(a), adjustedExponent(b)];
  if (highA !== highB) return highA < highB ? -signA : signA;
  const [x, y] = aligned(a, b);
  if (x === y) return 0;
  return x < y ? -signA : signA;
}

/** Both coefficients at the smaller exponent. */
export function aligned(a: Exact, b: Exact): [bigint, bigint] {
  const lowest = Math.min(a.exponent, b.exponent);
  return [a.coefficient * tenTo(a.exponent - lowest), b.coefficient * tenTo(b.exponent - lowest)];
}

/** The most digits that a decimal is written out with. */
const mostDigits = 1_000_000;

export function tenTo(exponent: number): bigint {
  if (exponent <= mostDigits) return 10n ** BigInt(exponent);
  throw new PyError('MemoryError', `a decimal of ${exponent} digits is too large`);
}

/** The value at another exponent; digits that fall away are rounded. */
export function rescaled(value: Exact, exponent: number, rounding: Rounding): Exact {
  const { isNegative, coefficient } = value;
  if (coefficient === 0n) return { isNegative, coefficient, exponent };
  const dropped = exponent - value.exponent;
  if (dropped <= 0) return { isNegative, coefficient: coefficient * tenTo(-dropped), exponent };
  const isTiny = dropped > digitsOf(value).length;
  const unit = isTiny ? 10n * coefficient : tenTo(dropped);
  const quotient = coefficient / unit;
  const isUp = roundsUp(rounding, isNegative, quotient, (coefficient % unit) * 2n, unit);
  return { isNegative, coefficient: isUp ? quotient + 1n : quotient, exponent };
}

function roundsUp(
  rounding: Rounding,
  isNegative: boolean,
  quotient: bigint,
  twiceRest: bigint,
  unit: bigint,
): boolean {
  if (twiceRest === 0n) return false;
  switch (rounding) {
    case 'ROUND_CEILING':
      return !isNegative;
    case 'ROUND_FLOOR':
      return isNegative;
    case 'ROUND_UP':
      return true;
    case 'ROUND_DOWN':
      return false;
    case 'ROUND_05UP':
      return quotient % 5n === 0n;
    case 'ROUND_HALF_UP':
      return twiceRest >= unit;
    case 'ROUND_HALF_DOWN':
      return twiceRest > unit;
    case 'ROUND_HALF_EVEN':
      return twiceRest > unit || (twiceRest === unit && (quotient & 1n) === 1n);
  }
}

/** The value with so many digits at most. */
export function roundedTo(value: Exact, precision: number, rounding: Rounding): Exact {
  const surplus = digitsOf(value).length - precision;
  if (surplus <= 0) return value;
  const rounded = rescaled(value, value.exponent + surplus, rounding);
  // 999.9 may have become 1000.
  return digitsOf(rounded).length <= precision
    ? rounded
    : { ...rounded, coefficient: rounded.coefficient / 10n, exponent: rounded.exponent + 1 };
}

/** Whether the value is an integer. */
export function isIntegral({ coefficient, exponent }: Exact): boolean {
  if (exponent >= 0 || coefficient === 0n) return true;
  return -exponent <= digitsOf({ coefficient, exponent, isNegative: false }).length
    ? coefficient % tenTo(-exponent) === 0n
    : false;
}

/** The integer towards zero. */
export function truncated({ isNegative, coefficient, exponent }: Exact): bigint {
  const size = exponent >= 0 ? coefficient * tenTo(exponent) : coefficient / tenTo(-exponent);
  return isNegative ? -size : size;
}

/** The largest integer whose square is not larger. */
export function integerRoot(value: bigint): bigint {
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
