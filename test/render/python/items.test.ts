import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { PyDict } from '../../../server/src/render/python/dict.ts';
import { findItem } from '../../../server/src/render/python/items.ts';

suite('a lookup as Jinja2 does it', () => {
  test('finds items of dicts, lists and strs', () => {
    assert.equal(findItem(PyDict.from([['a', 1]]), 'a'), 1);
    assert.equal(findItem(['x', 'y'], -1), 'y');
    assert.equal(findItem('a😀', 1), '😀');
    assert.equal(findItem(['x', 'y'], true), 'y');
  });

  test('tells None that is there from nothing', () => {
    assert.equal(findItem(PyDict.from([['a', null]]), 'a'), null);
    assert.equal(findItem(PyDict.from([['a', null]]), 'b'), undefined);
  });

  test('swallows what Python raises for a wrong key or a value without items', () => {
    assert.equal(findItem(['x'], 5), undefined);
    assert.equal(findItem(['x'], '0'), undefined);
    assert.equal(findItem(PyDict.from([]), []), undefined);
    assert.equal(findItem(null, 'a'), undefined);
    assert.equal(findItem(5, 0), undefined);
  });
});
