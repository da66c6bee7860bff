import { equals } from '../equality.ts';
import { PyError } from '../errors.ts';
import { iterate, toArray } from '../iterate.ts';
import { chargeItems } from '../limits.ts';
import { type MethodTable, method, plainMethod } from '../method.ts';
import { sortInOrder } from '../sort.ts';
import { repr } from '../text.ts';
import { typeNameOf } from '../types.ts';
import { noKeywords, PyCallable, type Value } from '../value.ts';
import { sizeArgument, smallArgument } from './sequence-arguments.ts';
import { countOf, positionOf } from './tuple.ts';

type List = Value[];

/** The methods of list. */
export const listMethods: MethodTable<List> = new Map([
  ['append', method<List>('one', ['object'], 1, append)],
  ['clear', plainMethod<List>(clear)],
  ['copy', plainMethod<List>((self) => self.slice())],
  ['count', method<List>('one', ['value'], 1, (self, [value]) => countOf(self, value))],
  ['extend', method<List>('one', ['iterable'], 1, (self, [items = null]) => extend(self, items))],
  ['index', method<List>('positional', ['value', 'start', 'stop'], 1, indexOf)],
  ['insert', method<List>('positional', ['index', 'object'], 2, insert)],
  ['pop', method<List>('positional', ['index'], 0, pop)],
  ['remove', method<List>('one', ['value'], 1, (self, [value = null]) => remove(self, value))],
  ['reverse', plainMethod<List>(reverse)],
  ['sort', method<List>('keyword-only', ['key', 'reverse'], 0, sort)],
]);

function append(self: List, [object = null]: readonly (Value | undefined)[]): null {
  chargeItems(self.push(object));
  return null;
}

function clear(self: List): null {
  self.length = 0;
  return null;
}

function extend(self: List, items: Value): null {
  if (Array.isArray(items)) {
    for (const item of items.slice()) self.push(item);
    chargeItems(self.length);
    return null;
  }
  const iterator = iterate(items);
  for (let step = iterator.next(); step.done !== true; step = iterator.next()) {
    chargeItems(self.push(step.value));
  }
  return null;
}

function indexOf(self: List, [value = null, start, stop]: readonly (Value | undefined)[]): number {
  const position = positionOf(self, value, start, stop);
  if (position >= 0) return position;
  throw new PyError('ValueError', `${repr(value)} is not in list`);
}

function insert(self: List, [index = null, object = null]: readonly (Value | undefined)[]): null {
  self.splice(sizeArgument(index), 0, object);
  return null;
}

function pop(self: List, [index = -1]: readonly (Value | undefined)[]): Value {
  const given = sizeArgument(index);
  if (self.length === 0) throw new PyError('IndexError', 'pop from empty list');
  const position = given < 0 ? given + self.length : given;
  const item = self[position];
  if (item === undefined) throw new PyError('IndexError', 'pop index out of range');
  self.splice(position, 1);
  return item;
}

function remove(self: List, value: Value): null {
  const position = self.findIndex((item) => item === value || equals(item, value));
  if (position < 0) throw new PyError('ValueError', 'list.remove(x): x not in list');
  self.splice(position, 1);
  return null;
}

function reverse(self: List): null {
  self.reverse();
  return null;
}

function sort(self: List, [key = null, reverse = false]: readonly (Value | undefined)[]): null {
  const isReversed = smallArgument(reverse) !== 0;
  const sorted = toArray(self);
  sortInOrder(sorted, key === null ? (item) => item : (item) => call(key, item), isReversed);
  self.splice(0, self.length, ...sorted);
  return null;
}

function call(callee: Value, argument: Value): Value {
  if (callee instanceof PyCallable) return callee.call([argument], noKeywords);
  throw new PyError('TypeError', `'${typeNameOf(callee)}' object is not callable`);
}
