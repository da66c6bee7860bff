import { contains } from '../contains.ts';
import { PyError } from '../errors.ts';
import { toArray } from '../iterate.ts';
import { type Method, type MethodTable, method, plainMethod } from '../method.ts';
import { orderSets, PySet } from '../set.ts';
import { repr } from '../text.ts';
import type { Value } from '../value.ts';

/** The methods of set. */
export const setMethods: MethodTable<PySet> = new Map([
  ['add', change((self, item) => self.add(item))],
  ['clear', plainMethod<PySet>(clear)],
  ['copy', plainMethod<PySet>((self) => PySet.of(self))],
  ['difference', ofMany('difference', (self, other) => self.without(other))],
  ['difference_update', updating('difference_update', (self, other) => self.without(other))],
  ['discard', change((self, item) => void self.delete(item))],
  ['intersection', ofMany('intersection', intersection)],
  ['intersection_update', updating('intersection_update', intersection)],
  ['isdisjoint', ask((self, other) => !toArray(other).some((item) => contains(self, item)))],
  ['issubset', ask((self, other) => orderSets('<=', self, PySet.of(other)))],
  ['issuperset', ask((self, other) => orderSets('>=', self, PySet.of(other)))],
  ['pop', plainMethod<PySet>(pop)],
  ['remove', change(remove)],
  ['symmetric_difference', ask(symmetricDifference)],
  [
    'symmetric_difference_update',
    change((self, other) => replace(self, symmetricDifference(self, other))),
  ],
  ['union', ofMany('union', union)],
  ['update', updating('update', union)],
]);

type Combine = (self: PySet, other: Value) => PySet;

function ask(run: (self: PySet, other: Value) => Value): Method<PySet> {
  return method<PySet>('one', ['other'], 1, (self, [other = null]) => run(self, other));
}

function change(run: (self: PySet, other: Value) => void): Method<PySet> {
  return ask((self, other) => {
    run(self, other);
    return null;
  });
}

/** A method that takes any number of iterables, one after the other. */
function ofMany(name: string, combine: Combine): Method<PySet> {
  return method<PySet>('any', [], 0, (self, others, keywords) => {
    if (keywords.size > 0) {
      throw new PyError('TypeError', `${name}() takes no keyword arguments`);
    }
    return others.reduce<PySet>((set, other = null) => combine(set, other), PySet.of(self));
  });
}

function updating(name: string, combine: Combine): Method<PySet> {
  const { signature, run } = ofMany(name, combine);
  return {
    signature,
    run: (self, others, keywords) => {
      replace(self, run(self, others, keywords));
      return null;
    },
  };
}

function replace(self: PySet, items: Value): void {
  const kept = toArray(items);
  self.clear();
  self.addAll(kept);
}

function clear(self: PySet): null {
  self.clear();
  return null;
}

function pop(self: PySet): Value {
  const [first] = toArray(self);
  if (first === undefined) throw new PyError('KeyError', "'pop from an empty set'");
  self.delete(first);
  return first;
}

function remove(self: PySet, item: Value): void {
  if (!self.delete(item)) throw new PyError('KeyError', repr(item));
}

function union(self: PySet, other: Value): PySet {
  const all = PySet.of(self);
  all.addAll(other);
  return all;
}

function intersection(self: PySet, other: Value): PySet {
  return PySet.of(toArray(other).filter((item) => contains(self, item)));
}

function symmetricDifference(self: PySet, other: Value): PySet {
  const others = PySet.of(other);
  return union(self.without(others), others.without(self));
}
