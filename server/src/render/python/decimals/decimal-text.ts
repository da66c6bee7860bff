import { PyError } from '../errors.ts';
import { type FormatSpec, parseFormatSpec } from '../format/format-spec.ts';
import { layOut } from '../format/number-layout.ts';
import { digitsOf, type Exact, rescaled, roundedTo } from './exact.ts';

/** `str(decimal)`: an exponent where one was given or the first digit lies below 1e-6. */
export function decimalText(value: Exact): string {
  const point = value.exponent + digitsOf(value).length;
  return written(value, value.exponent <= 0 && point > -6 ? point : 1);
}

/** `decimal.to_eng_string()`: exponents are multiples of three. */
export function engineeringText(value: Exact): string {
  const point = value.exponent + digitsOf(value).length;
  if (value.exponent <= 0 && point > -6) return decimalText(value);
  const onZero = value.coefficient === 0n;
  const place = onZero ? modulo(point + 1, 3) - 1 : modulo(point - 1, 3) + 1;
  return written(value, place);
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

/** With the point behind so many digits. */
function written(value: Exact, place: number): string {
  const { whole, fraction, exponent } = split(value, place);
  const sign = value.isNegative ? '-' : '';
  const point = fraction === '' ? '' : `.${fraction}`;
  const power = exponent === 0 ? '' : `E${exponent > 0 ? '+' : ''}${exponent}`;
  return sign + whole + point + power;
}

function split(value: Exact, place: number) {
  const digits = digitsOf(value);
  const exponent = value.exponent + digits.length - place;
  if (place <= 0) return { whole: '0', fraction: '0'.repeat(-place) + digits, exponent };
  return {
    whole: digits.slice(0, place).padEnd(place, '0'),
    fraction: digits.slice(place),
    exponent,
  };
}

/** `format(decimal, specification)`. */
export function formatDecimal(value: Exact, specification: string): string {
  const spec = readSpec(specification);
  const type = spec.type === '' ? 'G' : spec.type === 'n' ? 'g' : spec.type;
  const scaled = type === '%' ? { ...value, exponent: value.exponent + 2 } : value;
  const rounded = roundedFor(scaled, type, spec.precision);
  const { whole, fraction, exponent } = split(rounded, pointPlace(rounded, type, spec.precision));
  const isNegative = value.isNegative && !(spec.dropsNegativeZero && rounded.coefficient === 0n);
  const point = fraction === '' ? '' : `.${fraction}`;
  const hasPower = exponent !== 0 || type === 'e' || type === 'E';
  const mark = type === 'e' || type === 'g' ? 'e' : 'E';
  const power = hasPower ? `${mark}${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}` : '';
  const rest = point + power + (type === '%' ? '%' : '');
  return layOut({ isNegative, prefix: '', digits: whole, rest }, spec);
}

function readSpec(specification: string): FormatSpec {
  const spec = attemptSpec(specification);
  const isKnown = spec !== undefined && (spec.type === '' || 'eEfFgGn%'.includes(spec.type));
  if (isKnown && !spec.isAlternate && spec.grouping !== '_') return spec;
  throw new PyError('ValueError', 'invalid format string');
}

function attemptSpec(specification: string): FormatSpec | undefined {
  try {
    return parseFormatSpec(specification, 'decimal.Decimal', { align: '>', type: '' });
  } catch (error) {
    if (error instanceof PyError) return undefined;
    throw error;
  }
}

function roundedFor(value: Exact, type: string, precision: number | undefined): Exact {
  const isFixed = type === 'f' || type === 'F' || type === '%';
  if (precision === undefined) {
    return isFixed && value.exponent > 0 ? rescaled(value, 0, 'ROUND_HALF_EVEN') : value;
  }
  if (isFixed) return rescaled(value, -precision, 'ROUND_HALF_EVEN');
  const isScientific = type === 'e' || type === 'E';
  const digits = isScientific ? precision + 1 : Math.max(1, precision);
  const rounded = roundedTo(value, digits, 'ROUND_HALF_EVEN');
  const missing = isScientific ? digits - digitsOf(rounded).length : 0;
  return missing > 0 && rounded.coefficient !== 0n
    ? rescaled(rounded, rounded.exponent - missing, 'ROUND_DOWN')
    : rounded;
}

function pointPlace(value: Exact, type: string, precision: number | undefined): number {
  const place = value.exponent + digitsOf(value).length;
  if (type === 'f' || type === 'F' || type === '%') return place;
  if (type === 'e' || type === 'E') {
    return value.coefficient === 0n && precision !== undefined ? 1 - precision : 1;
  }
  return value.exponent <= 0 && place > -6 ? place : 1;
}
