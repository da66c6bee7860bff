import { PyBytes } from './bytes.ts';
import { divideHalfEven, scaleByTen, toFixed } from './decimal.ts';
import { PyError } from './errors.ts';
import { PyFloat } from './float.ts';
import { fromIntegral, type Int, intToFloat, normalize, toIndex } from './integers.ts';
import { parseFloatText, parseIntText } from './number-text.ts';
import { asText } from './str-subclass.ts';
import { typeNameOf } from './types.ts';
import { PyObject, type Value } from './value.ts';

/** `int(value)`. */
export function toInt(value: Value): Int {
  const index = toIndex(value);
  if (index !== undefined) return index;
  if (value instanceof PyFloat) return truncateFloat(value.value);
  const text = asText(value);
  if (text !== undefined) return parseIntText(text);
  if (value instanceof PyBytes) return value.readNumber(parseIntText);
  if (value instanceof PyObject && value.toInt !== undefined) return value.toInt();
  throw new PyError(
    'TypeError',
    `int() argument must be a string, a bytes-like object or a real number, not '${typeNameOf(value)}'`,
  );
}

/** `float(value)`. */
export function toFloat(value: Value): number {
  const index = toIndex(value);
  if (index !== undefined) return intToFloat(index);
  const text = asText(value);
  if (text !== undefined) return parseFloatText(text, value);
  if (value instanceof PyBytes) return value.readNumber(parseFloatText);
  if (value instanceof PyObject && value.toFloat !== undefined) return value.toFloat();
  throw new PyError(
    'TypeError',
    `float() argument must be a string or a real number, not '${typeNameOf(value)}'`,
  );
}

/** The int towards zero; raises for what is not finite. */
export function truncateFloat(value: number): Int {
  return fromIntegral(Math.trunc(finite(value)));
}

/** `round(value, digits)`; `null` for the nearest int. */
export function round(value: Value, digits: Value = null): Value {
  if (value instanceof PyObject && value.round !== undefined) return value.round(digits);
  const index = toIndex(value);
  if (index === undefined && !(value instanceof PyFloat)) {
    throw new PyError('TypeError', `type ${typeNameOf(value)} doesn't define __round__ method`);
  }
  if (digits === null) return index ?? roundToInt(toFloat(value));
  const places = toIndex(digits);
  if (places === undefined) {
    const found = typeNameOf(digits);
    throw new PyError('TypeError', `'${found}' object cannot be interpreted as an integer`);
  }
  if (index !== undefined) return roundInt(index, Number(places));
  return new PyFloat(roundHalfEven(toFloat(value), Number(places)));
}

function roundToInt(value: number): Int {
  const size = scaleByTen(Math.abs(finite(value)), 0);
  return normalize(value < 0 ? -size : size);
}

function roundInt(value: Int, places: number): Int {
  if (places >= 0) return value;
  const size = BigInt(value < 0 ? -value : value);
  if (-places > size.toString().length) return 0;
  const unit = 10n ** BigInt(-places);
  const rounded = divideHalfEven(size, unit) * unit;
  return normalize(value < 0 ? -rounded : rounded);
}

/** Python's `round(float, places)`: exact on the binary value, to the even digit when it lies midway. */
export function roundHalfEven(value: number, places: number): number {
  if (!Number.isFinite(value) || value === 0 || places > 323) return value;
  const sign = value < 0 ? -1 : 1;
  if (places < -308) return sign * 0;
  const size = Math.abs(value);
  const rounded =
    places >= 0
      ? Number(toFixed(size, places))
      : Number(scaleByTen(size, places) * 10n ** BigInt(-places));
  if (Number.isFinite(rounded)) return sign * rounded;
  throw new PyError('OverflowError', 'rounded value too large to represent');
}

/** `abs(value)`. */
export function absolute(value: Value): Value {
  const index = toIndex(value);
  if (index !== undefined) return index < 0 ? -index : index;
  if (value instanceof PyFloat) return new PyFloat(Math.abs(value.value));
  if (value instanceof PyObject && value.absolute !== undefined) return value.absolute();
  throw new PyError('TypeError', `bad operand type for abs(): '${typeNameOf(value)}'`);
}

function finite(value: number): number {
  if (Number.isNaN(value)) {
    throw new PyError('ValueError', 'cannot convert float NaN to integer');
  }
  if (Number.isFinite(value)) return value;
  throw new PyError('OverflowError', 'cannot convert float infinity to integer');
}
