import { PyError } from './errors.ts';
import { PyFloat } from './float.ts';
import { formatPercent } from './format/percent.ts';
import { floorRemainder, normalize } from './integers.ts';
import { chargeSize } from './limits.ts';
import { numericBinary, toNumeric } from './numeric.ts';
import { sequenceBinary } from './sequence-arithmetic.ts';
import { asText } from './str-subclass.ts';
import { typeNameOf } from './types.ts';
import { type BinaryOperator, PyObject, type Value } from './value.ts';

/** `a + b`. */
export function add(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    return Number.isSafeInteger(sum) ? sum : normalize(BigInt(a) + BigInt(b));
  }
  if (typeof a === 'string' && typeof b === 'string') {
    chargeSize(a.length + b.length);
    return a + b;
  }
  return binary('+', a, b);
}

/** `a - b`. */
export function subtract(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    return Number.isSafeInteger(difference) ? difference : normalize(BigInt(a) - BigInt(b));
  }
  return binary('-', a, b);
}

/** `a * b`. */
export function multiply(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product + 0;
  }
  return binary('*', a, b);
}

/** `a / b`. */
export function divide(a: Value, b: Value): Value {
  return binary('/', a, b);
}

/** `a // b`. */
export function floorDivide(a: Value, b: Value): Value {
  return binary('//', a, b);
}

/** `a % b`, which formats where `a` is a str. */
export function modulo(a: Value, b: Value): Value {
  if (typeof a === 'string') return formatPercent(a, b);
  if (typeof a === 'number' && typeof b === 'number' && b !== 0) return floorRemainder(a, b);
  return binary('%', a, b);
}

/** `a ** b`. */
export function power(a: Value, b: Value): Value {
  return binary('**', a, b);
}

/** `-value`. */
export function negate(value: Value): Value {
  if (typeof value === 'number') return 0 - value;
  if (typeof value === 'bigint') return normalize(-value);
  if (typeof value === 'boolean') return value ? -1 : 0;
  if (value instanceof PyFloat) return new PyFloat(-value.value);
  return unary('-', value);
}

/** `+value`. */
export function positive(value: Value): Value {
  return toNumeric(value) ?? unary('+', value);
}

/** Numbers, then what objects define for themselves, then sequences: Python's order for builtin types. */
function binary(operator: BinaryOperator, a: Value, b: Value): Value {
  return (
    numericBinary(operator, a, b) ??
    objectBinary(operator, a, b) ??
    sequenceBinary(operator, a, b) ??
    refuse(operator, a, b)
  );
}

function objectBinary(operator: BinaryOperator, a: Value, b: Value): Value | undefined {
  const answer = a instanceof PyObject ? a.binary(operator, b, false) : undefined;
  if (answer !== undefined) return answer;
  const reflected = b instanceof PyObject ? b.binary(operator, a, true) : undefined;
  if (reflected !== undefined) return reflected;
  const format = operator === '%' ? asText(a) : undefined;
  return format === undefined ? undefined : formatPercent(format, b);
}

function unary(operator: '-' | '+', value: Value): Value {
  const answer = value instanceof PyObject ? value.unary(operator) : undefined;
  if (answer !== undefined) return answer;
  throw new PyError('TypeError', `bad operand type for unary ${operator}: '${typeNameOf(value)}'`);
}

function refuse(operator: BinaryOperator, a: Value, b: Value): never {
  const name = operator === '**' ? '** or pow()' : operator;
  throw new PyError(
    'TypeError',
    `unsupported operand type(s) for ${name}: '${typeNameOf(a)}' and '${typeNameOf(b)}'`,
  );
}
