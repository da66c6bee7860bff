import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { contains } from '../../../server/src/render/python/contains.ts';
import { PyDict } from '../../../server/src/render/python/dict.ts';
import { iterate, toArray } from '../../../server/src/render/python/iterate.ts';
import { PyIterator } from '../../../server/src/render/python/iterator.ts';
import type { Value } from '../../../server/src/render/python/value.ts';

suite('iteration', () => {
  test('a str gives its code points', () => {
    assert.deepEqual(toArray('a😀'), ['a', '😀']);
  });

  test('a list that grows meanwhile is followed', () => {
    const list: Value[] = [1, 2];
    const iterator = iterate(list);
    iterator.next();
    list.push(3);
    assert.deepEqual([iterator.next().value, iterator.next().value], [2, 3]);
  });

  test('a dict that grows meanwhile is an error', () => {
    const dict = PyDict.from([['a', 1]]);
    const iterator = iterate(dict);
    iterator.next();
    dict.set('b', 2);
    assert.throws(() => iterator.next(), {
      type: 'RuntimeError',
      message: 'dictionary changed size during iteration',
    });
  });

  test('a dict whose values change meanwhile is none', () => {
    const dict = PyDict.from([['a', 1]]);
    const iterator = iterate(dict);
    dict.set('a', 2);
    assert.equal(iterator.next().value, 'a');
    assert.equal(iterator.next().done, true);
  });

  test('an iterator is used up', () => {
    const iterator = new PyIterator([1, 2, 3][Symbol.iterator](), 'zip');
    assert.equal(contains(iterator, 2), true);
    assert.deepEqual(toArray(iterator), [3]);
    assert.deepEqual(toArray(iterator), []);
  });

  test('a number cannot be iterated', () => {
    assert.throws(() => toArray(5), { type: 'TypeError', message: "'int' object is not iterable" });
  });
});
