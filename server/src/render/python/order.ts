import { compareText } from './code-points.ts';
import { equals, toComparableNumber } from './equality.ts';
import { PyError } from './errors.ts';
import { asText } from './str-subclass.ts';
import { PyTuple } from './tuple.ts';
import { typeNameOf } from './types.ts';
import { type OrderOperator, PyObject, type Value } from './value.ts';

/** `a < b`. */
export function lessThan(a: Value, b: Value): boolean {
  return order('<', a, b);
}

/** `a op b`; raises TypeError for types without an order between them. */
export function order(operator: OrderOperator, a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number') return orderNumbers(operator, a, b);
  const [x, y] = [toComparableNumber(a), toComparableNumber(b)];
  if (x !== undefined && y !== undefined) return orderNumbers(operator, x, y);
  const [s, t] = [asText(a), asText(b)];
  if (s !== undefined && t !== undefined) return holds(operator, compareText(s, t));
  if (Array.isArray(a) && Array.isArray(b)) return orderItems(operator, a, b);
  if (a instanceof PyTuple && b instanceof PyTuple) return orderItems(operator, a.items, b.items);
  const answer = orderObjects(operator, a, b);
  if (answer !== undefined) return answer;
  const rank = compareObjects(a, b);
  if (rank !== undefined) return holds(operator, rank);
  throw new PyError(
    'TypeError',
    `'${operator}' not supported between instances of '${typeNameOf(a)}' and '${typeNameOf(b)}'`,
  );
}

/** Compared directly, since no three-way answer holds for NaN. */
function orderNumbers(operator: OrderOperator, x: number | bigint, y: number | bigint): boolean {
  switch (operator) {
    case '<':
      return x < y;
    case '<=':
      return x <= y;
    case '>':
      return x > y;
    case '>=':
      return x >= y;
  }
}

function holds(operator: OrderOperator, rank: number): boolean {
  return orderNumbers(operator, rank, 0);
}

/** The first pair that differs decides, else the lengths. */
function orderItems(operator: OrderOperator, a: readonly Value[], b: readonly Value[]): boolean {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i += 1) {
    const [x = null, y = null] = [a[i], b[i]];
    if (x !== y && !equals(x, y)) return order(operator, x, y);
  }
  return holds(operator, a.length - b.length);
}

function orderObjects(operator: OrderOperator, a: Value, b: Value): boolean | undefined {
  const answer = a instanceof PyObject ? a.order?.(operator, b) : undefined;
  if (answer !== undefined) return answer;
  return b instanceof PyObject ? b.order?.(mirrored[operator], a) : undefined;
}

const mirrored: Record<OrderOperator, OrderOperator> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function compareObjects(a: Value, b: Value): number | undefined {
  const rank = a instanceof PyObject ? a.compare(b) : undefined;
  if (rank !== undefined) return rank;
  const reflected = b instanceof PyObject ? b.compare(a) : undefined;
  return reflected === undefined ? undefined : -reflected;
}
