import { codePointCount } from '../code-points.ts';
import { PyComplex } from '../complex.ts';
import { PyError } from '../errors.ts';
import { PyFloat } from '../float.ts';
import { type Int, intText, intToFloat, largestIndex, toIndex } from '../integers.ts';
import { sliceText } from '../items.ts';
import { asText } from '../str-subclass.ts';
import { str } from '../text.ts';
import { typeNameOf } from '../types.ts';
import { PyObject, type Value } from '../value.ts';
import { type FloatStyle, floatText } from './float-text.ts';
import { type FormatSpec, parseFormatSpec, unknownType } from './format-spec.ts';
import { layOut, pad } from './number-layout.ts';

/** `format(value, specification)`. */
export function formatValue(value: Value, specification: string): string {
  const text = asText(value);
  if (text !== undefined) return formatText(text, specification, typeNameOf(value));
  if (value instanceof PyComplex && specification !== '')
    return formatComplex(value, specification);
  if (value instanceof PyObject && !(value instanceof PyFloat)) return value.format(specification);
  if (specification === '') return str(value);
  const typeName = typeNameOf(value);
  if (value === null || Array.isArray(value)) throw unsupported(typeName);
  const spec = parseFormatSpec(specification, typeName, { align: '>', type: '' });
  if (value instanceof PyFloat) return formatFloat(value.value, spec, typeName);
  return formatInt(toIndex(value) ?? 0, spec, typeName);
}

function unsupported(typeName: string): PyError {
  return new PyError('TypeError', `unsupported format string passed to ${typeName}.__format__`);
}

function formatText(text: string, specification: string, typeName: string): string {
  if (specification === '') return text;
  const spec = parseFormatSpec(specification, typeName, { align: '<', type: 's' });
  if (spec.type !== '' && spec.type !== 's') throw unknownType(spec.type, typeName);
  const refused = refusedForText(spec);
  if (refused !== undefined) {
    throw new PyError('ValueError', `${refused} not allowed in string format specifier`);
  }
  const isCut = spec.precision !== undefined && codePointCount(text) > spec.precision;
  return pad('', isCut ? sliceText(text, 0, spec.precision ?? null, null) : text, spec);
}

function refusedForText(spec: FormatSpec): string | undefined {
  if (spec.sign !== '') return spec.sign === ' ' ? 'Space' : 'Sign';
  if (spec.dropsNegativeZero) return 'Negative zero coercion (z)';
  if (spec.isAlternate) return 'Alternate form (#)';
  return spec.align === '=' ? "'=' alignment" : undefined;
}

const intBases = new Map([
  ['', 10],
  ['d', 10],
  ['n', 10],
  ['b', 2],
  ['o', 8],
  ['x', 16],
  ['X', 16],
]);

function formatInt(value: Int, spec: FormatSpec, typeName: string): string {
  const base = intBases.get(spec.type);
  if (base === undefined && spec.type !== 'c') {
    if ('eEfFgG%'.includes(spec.type)) return formatFloat(intToFloat(value), spec, typeName);
    throw unknownType(spec.type, typeName);
  }
  if (spec.precision !== undefined) {
    throw new PyError('ValueError', 'Precision not allowed in integer format specifier');
  }
  if (spec.dropsNegativeZero) {
    throw new PyError(
      'ValueError',
      'Negative zero coercion (z) not allowed in integer format specifier',
    );
  }
  if (base === undefined) return formatCharacter(value, spec);
  const digits = digitsIn(value, base);
  return layOut(
    {
      isNegative: value < 0,
      prefix: spec.isAlternate && base !== 10 ? `0${spec.type}` : '',
      digits: spec.type === 'X' ? digits.toUpperCase() : digits,
      rest: '',
    },
    spec,
  );
}

/** The digits of an int without its sign. */
export function digitsIn(value: Int, base: number): string {
  const digits = base === 10 ? intText(value) : value.toString(base);
  return value < 0 ? digits.slice(1) : digits;
}

function formatCharacter(value: Int, spec: FormatSpec): string {
  const refused = spec.sign !== '' ? 'Sign' : spec.isAlternate ? 'Alternate form (#)' : undefined;
  if (refused !== undefined) {
    throw new PyError('ValueError', `${refused} not allowed with integer format specifier 'c'`);
  }
  if (value > largestIndex || value < -largestIndex - 1n) {
    throw new PyError('OverflowError', 'Python int too large to convert to C long');
  }
  return layOut({ isNegative: false, prefix: '', digits: '', rest: characterOf(value) }, spec);
}

/** The character of a code point; raises OverflowError beyond Unicode. */
export function characterOf(codePoint: Int): string {
  if (codePoint >= 0 && codePoint < 0x110000) return String.fromCodePoint(Number(codePoint));
  throw new PyError('OverflowError', '%c arg not in range(0x110000)');
}

const leadingDigits = /^\d*/;

function formatFloat(value: number, spec: FormatSpec, typeName: string): string {
  const style = floatStyle(spec);
  if (style === undefined) throw unknownType(spec.type, typeName);
  if ((spec.precision ?? 0) > 0x7fffffff) throw new PyError('ValueError', 'precision too big');
  const isPercent = spec.type === '%';
  const text = floatText(isPercent ? value * 100 : value, style) + (isPercent ? '%' : '');
  const isNegative = text.startsWith('-');
  const size = isNegative ? text.slice(1) : text;
  const digits = leadingDigits.exec(size)?.[0] ?? '';
  const isSigned = isNegative && !(spec.dropsNegativeZero && isZero(size));
  return layOut(
    { isNegative: isSigned, prefix: '', digits, rest: size.slice(digits.length) },
    spec,
  );
}

/** Both parts by the specification, the sum padded; in parentheses where no type is given. */
function formatComplex({ real, imaginary }: PyComplex, specification: string): string {
  const spec = parseFormatSpec(specification, 'complex', { align: '>', type: '' });
  if (spec.type === '%') throw unknownType(spec.type, 'complex');
  if (floatStyle(spec) === undefined) throw unknownType(spec.type, 'complex');
  if (spec.fill === '0') throw refusedForComplex('Zero padding is');
  if (spec.align === '=') throw refusedForComplex("'=' alignment flag is");
  const type = spec.type === '' && spec.precision !== undefined ? 'g' : spec.type;
  const part = (value: number, sign: FormatSpec['sign']) =>
    partOf(formatFloat(value, { ...spec, type, sign, width: 0 }, 'complex'), type);
  const second = `${part(imaginary, spec.type === '' && Object.is(real, 0) ? spec.sign : '+')}j`;
  if (spec.type !== '') return pad('', part(real, spec.sign) + second, spec);
  return pad('', Object.is(real, 0) ? second : `(${part(real, spec.sign)}${second})`, spec);
}

function partOf(text: string, type: string): string {
  return type === '' ? text.replace(/\.0$/, '') : text;
}

function refusedForComplex(subject: string): PyError {
  return new PyError('ValueError', `${subject} not allowed in complex format specifier`);
}

function isZero(size: string): boolean {
  return /^[0.]+(?:[eE%]|$)/.test(size);
}

function floatStyle({ type, precision, isAlternate }: FormatSpec): FloatStyle | undefined {
  const flags = { isAlternate, isUpper: 'EFG'.includes(type) && type !== '', hasPointZero: false };
  switch (type) {
    case '':
      return precision === undefined
        ? { ...flags, code: 'r', precision: 0 }
        : { ...flags, code: 'g', precision, hasPointZero: true };
    case 'e':
    case 'E':
      return { ...flags, code: 'e', precision: precision ?? 6 };
    case 'f':
    case 'F':
    case '%':
      return { ...flags, code: 'f', precision: precision ?? 6 };
    case 'g':
    case 'G':
    case 'n':
      return { ...flags, code: 'g', precision: precision ?? 6 };
    default:
      return undefined;
  }
}
