import { codePointCount } from '../code-points.ts';
import { PyError } from '../errors.ts';
import { PyFloat } from '../float.ts';
import { type Int, intToFloat, toIndex } from '../integers.ts';
import { sliceText } from '../items.ts';
import { chargeSize } from '../limits.ts';
import { truncateFloat } from '../numbers.ts';
import { asText } from '../str-subclass.ts';
import { ascii, repr, str } from '../text.ts';
import { typeNameOf } from '../types.ts';
import { PyObject, type Value } from '../value.ts';
import { floatText } from './float-text.ts';
import { characterOf, digitsIn } from './format-value.ts';
import type { Conversion } from './percent-directive.ts';

/** The value as the conversion writes it; `undefined` for an unknown conversion character. */
export function convert(conversion: Conversion, value: Value): string | undefined {
  switch (conversion.code) {
    case 's':
      return alignText(conversion, str(value));
    case 'r':
      return alignText(conversion, repr(value));
    case 'a':
      return alignText(conversion, ascii(value));
    case 'c':
      return align(conversion, { sign: '', prefix: '', body: characterFrom(value) }, ' ');
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
      return convertInt(conversion, value);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
      return convertFloat(conversion, value);
    default:
      return undefined;
  }
}

function alignText(conversion: Conversion, text: string): string {
  const { precision } = conversion;
  const isCut = precision !== undefined && codePointCount(text) > precision;
  const body = isCut ? sliceText(text, 0, precision, null) : text;
  return align(conversion, { sign: '', prefix: '', body }, ' ');
}

function characterFrom(value: Value): string {
  const codePoint = toIndex(value);
  if (codePoint !== undefined) return characterOf(codePoint);
  const text = asText(value);
  if (text !== undefined && codePointCount(text) === 1) return text;
  throw new PyError('TypeError', '%c requires int or char');
}

function convertInt(conversion: Conversion, value: Value): string {
  const { code, precision = 0 } = conversion;
  const int =
    code === 'o' || code.toLowerCase() === 'x' ? indexOf(value, code) : wholeOf(value, code);
  chargeSize(precision);
  const digits = digitsIn(int, intBase(code)).padStart(precision, '0');
  const parts = {
    sign: signOf(conversion, int < 0),
    prefix: conversion.isAlternate && intBase(code) !== 10 ? `0${code}` : '',
    body: code === 'X' ? digits.toUpperCase() : digits,
  };
  return align(conversion, parts, conversion.isZeroFilled ? '0' : ' ');
}

function intBase(code: string): number {
  if (code === 'o') return 8;
  return code === 'x' || code === 'X' ? 16 : 10;
}

function indexOf(value: Value, code: string): Int {
  const index = toIndex(value);
  if (index !== undefined) return index;
  throw new PyError(
    'TypeError',
    `%${code} format: an integer is required, not ${typeNameOf(value)}`,
  );
}

function wholeOf(value: Value, code: string): Int {
  const index = toIndex(value);
  if (index !== undefined) return index;
  if (value instanceof PyFloat) return truncateFloat(value.value);
  if (value instanceof PyObject && value.toInt !== undefined) return value.toInt();
  throw new PyError(
    'TypeError',
    `%${code} format: a real number is required, not ${typeNameOf(value)}`,
  );
}

function convertFloat(conversion: Conversion, value: Value): string {
  const { code, precision = 6, isAlternate } = conversion;
  const lowerCode = code.toLowerCase();
  const text = floatText(realOf(value), {
    code: lowerCode === 'e' || lowerCode === 'g' ? lowerCode : 'f',
    precision,
    isAlternate,
    isUpper: code !== lowerCode,
    hasPointZero: false,
  });
  const isNegative = text.startsWith('-');
  const parts = {
    sign: signOf(conversion, isNegative),
    prefix: '',
    body: isNegative ? text.slice(1) : text,
  };
  return align(conversion, parts, conversion.isZeroFilled ? '0' : ' ');
}

function realOf(value: Value): number {
  const index = toIndex(value);
  if (index !== undefined) return intToFloat(index);
  if (value instanceof PyObject && value.toFloat !== undefined) return value.toFloat();
  throw new PyError('TypeError', `must be real number, not ${typeNameOf(value)}`);
}

function signOf({ hasSign, hasBlank }: Conversion, isNegative: boolean): string {
  if (isNegative) return '-';
  if (hasSign) return '+';
  return hasBlank ? ' ' : '';
}

interface Parts {
  readonly sign: string;
  readonly prefix: string;
  readonly body: string;
}

/** Zeros go between the prefix and the digits, blanks outside. */
function align({ width, isLeft }: Conversion, parts: Parts, fill: string): string {
  const head = parts.sign + parts.prefix;
  const missing = width - head.length - codePointCount(parts.body);
  if (missing <= 0) return head + parts.body;
  chargeSize(width);
  if (isLeft) return head + parts.body + ' '.repeat(missing);
  const filling = fill.repeat(missing);
  return fill === '0' ? head + filling + parts.body : filling + head + parts.body;
}
