import { add, floorDivide, modulo, multiply, subtract } from '../../python/arithmetic.ts';
import { equals } from '../../python/equality.ts';
import { PyError } from '../../python/errors.ts';
import { getSlice } from '../../python/items.ts';
import { iterate, toArray } from '../../python/iterate.ts';
import { PyIterator } from '../../python/iterator.ts';
import { length as lengthOf } from '../../python/length.ts';
import { dictOf } from '../../python/mapping-proxy.ts';
import { intArgument } from '../../python/methods/sequence-arguments.ts';
import { order } from '../../python/order.ts';
import { asText } from '../../python/str-subclass.ts';
import type { Value } from '../../python/value.ts';
import { callMethod } from '../call.ts';
import { each } from '../each.ts';
import { Undefined } from '../undefined.ts';
import { attributeGetter } from './attribute-path.ts';
import { builtinFilter, contextParameter, pythonFilter } from './define.ts';
import { randomItem } from './random-item.ts';
import { reversed } from './reversed.ts';

export const length = builtinFilter('len', lengthOf);

export const list = pythonFilter({ name: 'sync_do_list', required: ['value'] }, (_context, value) =>
  toArray(value),
);

export const first = pythonFilter(
  { name: 'sync_do_first', implicit: contextParameter, required: ['seq'] },
  (_context, sequence) => firstOf(iterate(sequence), 'No first item, sequence was empty.'),
);

export const last = pythonFilter(
  { name: 'do_last', implicit: contextParameter, required: ['seq'] },
  (_context, sequence) => firstOf(reversed(sequence), 'No last item, sequence was empty.'),
);

function firstOf(iterator: Iterator<Value>, ifEmpty: string): Value {
  const step = iterator.next();
  return step.done === true ? Undefined.because(ifEmpty) : step.value;
}

export const random = pythonFilter(
  { name: 'do_random', implicit: contextParameter, required: ['seq'] },
  ({ environment }, sequence) => {
    try {
      return randomItem(environment.random, sequence);
    } catch (error) {
      const isEmpty = error instanceof PyError && error.type === 'IndexError';
      if (isEmpty) return Undefined.because('No random item, sequence was empty.');
      throw error;
    }
  },
);

/** A str is turned round at once, anything else gives an iterator. */
export const reverse = pythonFilter(
  { name: 'do_reverse', required: ['value'] },
  (_context, value) => {
    if (asText(value) !== undefined) return getSlice(value, null, null, -1);
    const iterator = reversedIfAny(value);
    if (iterator !== undefined) return iterator;
    try {
      return toArray(value).reverse();
    } catch (error) {
      if (!isTypeError(error)) throw error;
      throw new PyError('FilterArgumentError', 'argument must be iterable');
    }
  },
);

function reversedIfAny(value: Value): PyIterator | undefined {
  try {
    return reversed(value);
  } catch (error) {
    if (!isTypeError(error)) throw error;
    return undefined;
  }
}

function isTypeError(error: unknown): boolean {
  return error instanceof PyError && error.type === 'TypeError';
}

export const batch = pythonFilter(
  { name: 'do_batch', required: ['value', 'linecount'], optional: ['fill_with'] },
  (_context, value, size, filler: Value = null) =>
    PyIterator.ofGenerator(batches(value, size, filler), 'do_batch'),
);

function* batches(value: Value, size: Value, filler: Value): Generator<Value> {
  let row: Value[] = [];
  for (const item of each(value)) {
    if (equals(row.length, size)) {
      yield row;
      row = [];
    }
    row.push(item);
  }
  if (row.length === 0) return;
  if (filler === null || !order('<', row.length, size)) yield row;
  else yield add(row, multiply([filler], subtract(size, row.length)));
}

export const slice = pythonFilter(
  { name: 'sync_do_slice', required: ['value', 'slices'], optional: ['fill_with'] },
  (_context, value, count, filler: Value = null) =>
    PyIterator.ofGenerator(slices(value, count, filler), 'sync_do_slice'),
);

/** Columns whose lengths differ by one at most; the longer ones come first, the others are filled up. */
function* slices(value: Value, count: Value, filler: Value): Generator<Value> {
  const items = toArray(value);
  const size = Number(floorDivide(items.length, count));
  const longer = Number(modulo(items.length, count));
  const columns = intArgument(count);
  let start = 0;
  for (let number = 0; number < columns; number += 1) {
    const isLonger = number < longer;
    const end = start + size + (isLonger ? 1 : 0);
    const column = items.slice(start, end);
    if (filler !== null && !isLonger) column.push(filler);
    yield column;
    start = end;
  }
}

export const sum = pythonFilter(
  {
    name: 'sync_do_sum',
    implicit: contextParameter,
    required: ['iterable'],
    optional: ['attribute', 'start'],
  },
  (_context, iterable, attribute: Value = null, start: Value = 0) => {
    const toTerm = attributeGetter(attribute);
    const terms = iterate(iterable);
    if (asText(start) !== undefined) {
      throw new PyError('TypeError', "sum() can't sum strings [use ''.join(seq) instead]");
    }
    let total = start;
    for (let step = terms.next(); step.done !== true; step = terms.next()) {
      total = add(total, toTerm(step.value));
    }
    return total;
  },
);

/** The pairs of a dict; none for an undefined value. */
export const items = pythonFilter({ name: 'do_items', required: ['value'] }, (_context, value) =>
  PyIterator.ofGenerator(pairs(value), 'do_items'),
);

function* pairs(value: Value): Generator<Value> {
  if (value instanceof Undefined) return;
  if (dictOf(value) === undefined) {
    throw new PyError('TypeError', 'Can only get item pairs from a mapping.');
  }
  yield* each(callMethod(value, 'items'));
}
