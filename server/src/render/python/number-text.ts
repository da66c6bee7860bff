/** Reads ints and floats as Python's `int(str)` and `float(str)` do. */
import { PyError } from './errors.ts';
import { type Int, maximumDigits, normalize } from './integers.ts';
import { quote } from './quote.ts';
import { trim } from './trim.ts';
import { decimalValue } from './unicode.ts';
import { PyObject, type Value } from './value.ts';

/** `int(text, base)`; raises ValueError. */
export function parseIntText(text: string, base = 10): Int {
  if (base !== 0 && (base < 2 || base > 36)) {
    throw new PyError('ValueError', 'int() base must be >= 2 and <= 36, or 0');
  }
  const value = readInt(text, base);
  if (value !== undefined) return value;
  throw new PyError('ValueError', `invalid literal for int() with base ${base}: ${quote(text)}`);
}

const prefixed = /^0(?:([xX])|([oO])|([bB]))_?(?=[0-9a-zA-Z])/;
const underscored = /^[0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*$/;

/** The int that the text spells in that base, `undefined` if it spells none. */
export function readInt(text: string, base = 10): Int | undefined {
  const ascii = toAsciiDigits(trim(text));
  const isNegative = ascii.startsWith('-');
  const unsigned = isNegative || ascii.startsWith('+') ? ascii.slice(1) : ascii;
  const size = readUnsigned(unsigned, base);
  if (size === undefined || !isNegative) return size;
  return typeof size === 'bigint' ? -size : 0 - size;
}

function readUnsigned(text: string, base: number): Int | undefined {
  const prefix = prefixed.exec(text);
  const prefixBase = prefix === null ? 10 : basesOf(prefix);
  if (base === 0) return readBaseZero(text, prefix?.[0] ?? '', prefixBase);
  const digits = prefix !== null && prefixBase === base ? text.slice(prefix[0].length) : text;
  return readDigits(digits, base);
}

function basesOf([, hexadecimal, octal]: RegExpExecArray): number {
  if (hexadecimal !== undefined) return 16;
  return octal === undefined ? 2 : 8;
}

/** As in source text: a prefix decides, and only zero itself starts with a 0. */
function readBaseZero(text: string, prefix: string, base: number): Int | undefined {
  if (prefix === '' && /^0[_0]*[1-9]/.test(text)) return undefined;
  return readDigits(text.slice(prefix.length), base);
}

function readDigits(text: string, base: number): Int | undefined {
  if (!underscored.test(text)) return undefined;
  const digits = text.includes('_') ? text.replaceAll('_', '') : text;
  for (let i = 0; i < digits.length; i += 1) {
    if (digitValue(digits.charCodeAt(i)) >= base) return undefined;
  }
  if (digits.length <= 10) return Number.parseInt(digits, base);
  const isPowerOfTwo = (base & (base - 1)) === 0;
  if (!isPowerOfTwo && digits.length > maximumDigits) throw tooManyDigits(digits.length);
  return normalize(accumulate(digits, base));
}

function accumulate(digits: string, base: number): bigint {
  if (base === 10) return BigInt(digits);
  if (base === 16) return BigInt(`0x${digits}`);
  if (base === 8) return BigInt(`0o${digits}`);
  if (base === 2) return BigInt(`0b${digits}`);
  let value = 0n;
  for (let i = 0; i < digits.length; i += 1) {
    value = value * BigInt(base) + BigInt(digitValue(digits.charCodeAt(i)));
  }
  return value;
}

/** Of an ASCII letter or digit. */
function digitValue(unit: number): number {
  return unit <= 0x39 ? unit - 0x30 : (unit | 0x20) - 0x61 + 10;
}

function tooManyDigits(count: number): PyError {
  return new PyError(
    'ValueError',
    `Exceeds the limit (${maximumDigits} digits) for integer string conversion: value has ${count} digits; use sys.set_int_max_str_digits() to increase the limit`,
  );
}

/** `float(text)`; raises ValueError, which names the value as it was given. */
export function parseFloatText(text: string, given?: Value): number {
  const value = readFloat(text);
  if (value !== undefined) return value;
  const found = given instanceof PyObject ? given.repr() : quote(text);
  throw new PyError('ValueError', `could not convert string to float: ${found}`);
}

const decimal =
  /^[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+(?:_\d+)*)?$/;
const special = /^([+-]?)(?:(inf|infinity)|nan)$/i;

/** The float that the text spells, `undefined` if it spells none. */
function readFloat(text: string): number | undefined {
  const ascii = toAsciiDigits(trim(text));
  if (decimal.test(ascii)) return Number(ascii.includes('_') ? ascii.replaceAll('_', '') : ascii);
  const match = special.exec(ascii);
  if (match === null) return undefined;
  if (match[2] === undefined) return Number.NaN;
  return match[1] === '-' ? -Infinity : Infinity;
}

const beyondAscii = /[^\0-\x7f]/;

/** Decimal digits of other scripts as ASCII ones. */
function toAsciiDigits(text: string): string {
  if (!beyondAscii.test(text)) return text;
  let ascii = '';
  for (const character of text) {
    const value = decimalValue(character.codePointAt(0) ?? 0);
    ascii += value < 0 ? character : String(value);
  }
  return ascii;
}
