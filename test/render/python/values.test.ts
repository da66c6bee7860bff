import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  add,
  divide,
  multiply,
  negate,
  power,
  subtract,
} from '../../../server/src/render/python/arithmetic.ts';
import { PyDict } from '../../../server/src/render/python/dict.ts';
import { equals } from '../../../server/src/render/python/equality.ts';
import { PyFloat } from '../../../server/src/render/python/float.ts';
import { repr, str } from '../../../server/src/render/python/text.ts';
import { PyTuple } from '../../../server/src/render/python/tuple.ts';
import { typeNameOf } from '../../../server/src/render/python/types.ts';
import type { Value } from '../../../server/src/render/python/value.ts';

suite('Python values in JavaScript', () => {
  test('ints leave the safe range as bigints and come back as numbers', () => {
    const beyond = add(Number.MAX_SAFE_INTEGER, 1);
    assert.equal(beyond, 9007199254740992n);
    assert.equal(subtract(beyond, 1), Number.MAX_SAFE_INTEGER);
    assert.equal(power(2, 64), 18446744073709551616n);
  });

  test('an int is never minus zero', () => {
    assert.ok(Object.is(negate(0), 0));
    assert.ok(Object.is(multiply(0, -5), 0));
  });

  test('a float stays a float', () => {
    assert.equal(str(divide(6, 2)), '3.0');
    assert.equal(typeNameOf(multiply(2, new PyFloat(0.5))), 'float');
    assert.ok(equals(new PyFloat(1), 1));
  });

  test('a container that holds itself prints an ellipsis', () => {
    const list: Value[] = [1];
    const dict = PyDict.from([['list', list]]);
    list.push(dict, new PyTuple([list]));
    assert.equal(repr(list), "[1, {'list': [...]}, ([...],)]");
    assert.equal(repr(dict), "{'list': [1, {...}, ([...],)]}");
  });

  test('the same list twice is no recursion', () => {
    const inner: Value[] = [];
    assert.equal(repr([inner, inner]), '[[], []]');
  });

  test('endless nesting is a RecursionError', () => {
    assert.throws(() => repr(nest(100_000)), { type: 'RecursionError' });
    assert.throws(() => equals(nest(100_000), nest(100_000)), { type: 'RecursionError' });
  });
});

suite('dict keys', () => {
  test('1, 1.0 and True are one key, which stays the first', () => {
    const dict = PyDict.from([
      [1, 'int'],
      [new PyFloat(1), 'float'],
      [true, 'bool'],
    ]);
    assert.equal(repr(dict), "{1: 'bool'}");
  });

  test('no str can pass for a tuple or a range', () => {
    const dict = PyDict.from([[new PyTuple(['a']), 'tuple']]);
    const forged = '\0(2:sa';
    assert.equal(dict.get(new PyTuple(['a'])), 'tuple');
    assert.equal(dict.get(forged), undefined);
    assert.equal(repr(PyDict.from([[forged, 1]])), "{'\\x00(2:sa': 1}");
  });

  test('tuples of objects are told apart by identity', () => {
    const [a, b] = [new PyFloat(Number.NaN), new PyFloat(Number.NaN)];
    const dict = PyDict.from([[new PyTuple([a]), 'a']]);
    assert.equal(dict.get(new PyTuple([a])), 'a');
    assert.equal(dict.get(new PyTuple([b])), undefined);
  });

  test('names of JavaScript are ordinary keys', () => {
    const dict = new PyDict();
    assert.equal(dict.get('constructor'), undefined);
    dict.set('__proto__', 1);
    assert.equal(repr(dict), "{'__proto__': 1}");
  });
});

function nest(depth: number): Value[] {
  let list: Value[] = [];
  for (let i = 0; i < depth; i += 1) list = [list];
  return list;
}
