import { PyBytes } from '../../python/bytes.ts';
import { codePoints } from '../../python/code-points.ts';
import { PyDict } from '../../python/dict.ts';
import { PyError } from '../../python/errors.ts';
import { normalize } from '../../python/integers.ts';
import { toArray } from '../../python/iterate.ts';
import { PyIterator } from '../../python/iterator.ts';
import { PyRange } from '../../python/range.ts';
import { PyStrSubclass } from '../../python/str-subclass.ts';
import { PyTuple } from '../../python/tuple.ts';
import { typeNameOf } from '../../python/types.ts';
import type { Value } from '../../python/value.ts';
import { Undefined } from '../undefined.ts';

/** `reversed(value)`; raises TypeError for what has no order, such as a generator. */
export function reversed(value: Value): PyIterator {
  if (Array.isArray(value)) return new PyIterator(backwards(value), 'list_reverseiterator');
  if (typeof value === 'string') return new PyIterator(backwards(codePoints(value)), 'reversed');
  if (value instanceof PyStrSubclass) return new PyIterator(itemsBackwards(value), 'reversed');
  if (value instanceof PyTuple) return new PyIterator(backwards(value.items), 'reversed');
  if (value instanceof PyBytes) return new PyIterator(backwards([...value.iterate()]), 'reversed');
  if (value instanceof PyRange) return new PyIterator(rangeBackwards(value), 'range_iterator');
  if (value instanceof Undefined) return new PyIterator(backwards([]), 'reversed');
  const typeName =
    value instanceof PyDict ? 'dict_reversekeyiterator' : viewIterators.get(typeNameOf(value));
  if (typeName !== undefined) return new PyIterator(backwards(toArray(value)), typeName);
  throw new PyError('TypeError', `'${typeNameOf(value)}' object is not reversible`);
}

/** The iterators over dict views and what they show. */
const viewIterators: ReadonlyMap<string, string> = new Map([
  ['dict_keys', 'dict_reversekeyiterator'],
  ['dict_values', 'dict_reversevalueiterator'],
  ['dict_items', 'dict_reverseitemiterator'],
  ['mappingproxy', 'dict_reversekeyiterator'],
]);

/** From the last item now to the first one, read live. */
function* backwards(items: readonly Value[]): Generator<Value> {
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index];
    if (item !== undefined) yield item;
  }
}

/** Python takes one item after the other: of markup each is markup. */
function* itemsBackwards(text: PyStrSubclass): Generator<Value> {
  for (let index = text.length() - 1; index >= 0; index -= 1) yield text.getItem(index);
}

function* rangeBackwards(range: PyRange): Generator<Value> {
  for (let position = BigInt(range.count) - 1n; position >= 0n; position -= 1n) {
    yield range.itemAt(normalize(position));
  }
}
