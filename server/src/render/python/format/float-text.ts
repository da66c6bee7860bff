import { toFixed, toScientific } from '../decimal.ts';
import { floatRepr, nonFiniteText } from '../float.ts';
import { chargeSize } from '../limits.ts';

/** How a float is written: `r` as its repr, the others as C's printf does. */
export interface FloatStyle {
  readonly code: 'e' | 'f' | 'g' | 'r';
  /** Decimal places, or significant digits for `g`. */
  readonly precision: number;
  /** `#`: keeps the point and the zeros at the end. */
  readonly isAlternate: boolean;
  readonly isUpper: boolean;
  /** A whole number written without exponent ends in `.0`. */
  readonly hasPointZero: boolean;
}

/** The float in that style, with a sign if it is negative; CPython's `PyOS_double_to_string`. */
export function floatText(value: number, style: FloatStyle): string {
  const text = Number.isFinite(value) ? finiteText(value, style) : nonFiniteText(value);
  return style.isUpper ? text.toUpperCase() : text;
}

function finiteText(value: number, style: FloatStyle): string {
  chargeSize(style.precision);
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  return sign + sizeText(Math.abs(value), style);
}

function sizeText(size: number, style: FloatStyle): string {
  if (style.code === 'r') return reprText(size, style.isAlternate);
  if (style.code === 'g') return generalText(size, style);
  if (style.code === 'e') {
    const { digits, exponent } = toScientific(size, style.precision + 1);
    return exponentText(digits, exponent, style.isAlternate);
  }
  const fixed = toFixed(size, style.precision);
  return style.isAlternate && style.precision === 0 ? `${fixed}.` : fixed;
}

function reprText(size: number, isAlternate: boolean): string {
  const text = floatRepr(size);
  return isAlternate && !text.includes('.') ? text.replace('e', '.e') : text;
}

function generalText(size: number, style: FloatStyle): string {
  const count = Math.max(1, style.precision);
  const { digits, exponent } = toScientific(size, count);
  const kept = style.isAlternate ? digits : withoutEndZeros(digits);
  if (exponent < -4 || exponent >= count - (style.hasPointZero ? 1 : 0)) {
    return exponentText(kept, exponent, style.isAlternate);
  }
  const text = pointText(kept, exponent);
  if (text.includes('.')) return text;
  if (style.isAlternate) return `${text}.`;
  return style.hasPointZero ? `${text}.0` : text;
}

function withoutEndZeros(digits: string): string {
  let end = digits.length;
  while (end > 1 && digits.charAt(end - 1) === '0') end -= 1;
  return digits.slice(0, end);
}

function exponentText(digits: string, exponent: number, isAlternate: boolean): string {
  const point = digits.length > 1 || isAlternate ? '.' : '';
  const size = String(Math.abs(exponent)).padStart(2, '0');
  return `${digits.charAt(0)}${point}${digits.slice(1)}e${exponent < 0 ? '-' : '+'}${size}`;
}

/** Digits whose first one stands for that power of ten, without an exponent. */
function pointText(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const rest = digits.slice(exponent + 1);
  return rest === '' ? whole : `${whole}.${rest}`;
}
