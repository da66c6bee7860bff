import { PyFloat } from '../float.ts';
import { bitLength, type Int } from '../integers.ts';
import { type MethodTable, plainMethod } from '../method.ts';
import type { Value } from '../value.ts';

/** The methods of int and bool. */
export const intMethods: MethodTable<Int | boolean> = new Map([
  ['bit_length', plainMethod<Int | boolean>((self) => bitLength(Number(self)))],
]);

/** The methods of float. */
export const floatMethods: MethodTable<PyFloat> = new Map([
  ['is_integer', plainMethod<PyFloat>((self) => Number.isInteger(self.value))],
]);

/** The data attributes of int, bool and float. */
export function numberData(value: Int | boolean | PyFloat, name: string): Value | undefined {
  if (value instanceof PyFloat) return undefined;
  if (name === 'real' || name === 'numerator')
    return value === true ? 1 : value === false ? 0 : value;
  return undefined;
}
