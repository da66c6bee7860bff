import {
  add,
  divide,
  floorDivide,
  modulo,
  multiply,
  negate,
  positive,
  power,
  subtract,
} from '../../server/src/render/python/arithmetic.ts';
import { contains } from '../../server/src/render/python/contains.ts';
import { equals } from '../../server/src/render/python/equality.ts';
import { order } from '../../server/src/render/python/order.ts';
import { truth } from '../../server/src/render/python/truth.ts';
import type { OrderOperator, Value } from '../../server/src/render/python/value.ts';

interface BinaryOperator {
  /** How tightly it binds. */
  readonly level: number;
  readonly apply: (a: Value, b: Value) => Value;
}

export const binaryOperators: ReadonlyMap<string, BinaryOperator> = new Map([
  ['==', { level: 2, apply: equals }],
  ['!=', { level: 2, apply: (a: Value, b: Value) => !equals(a, b) }],
  ['<', ordered('<')],
  ['<=', ordered('<=')],
  ['>', ordered('>')],
  ['>=', ordered('>=')],
  ['in', { level: 2, apply: (a: Value, b: Value) => contains(b, a) }],
  ['not in', { level: 2, apply: (a: Value, b: Value) => !contains(b, a) }],
  ['+', { level: 3, apply: add }],
  ['-', { level: 3, apply: subtract }],
  ['*', { level: 4, apply: multiply }],
  ['/', { level: 4, apply: divide }],
  ['//', { level: 4, apply: floorDivide }],
  ['%', { level: 4, apply: modulo }],
  ['**', { level: 6, apply: power }],
]);

export const unaryOperators = new Map([
  ['not', { level: 1, apply: (value: Value): Value => !truth(value) }],
  ['-', { level: 5, apply: negate }],
  ['+', { level: 5, apply: positive }],
]);

function ordered(operator: OrderOperator): BinaryOperator {
  return { level: 2, apply: (a, b) => order(operator, a, b) };
}
