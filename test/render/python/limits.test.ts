import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { multiply, power } from '../../../server/src/render/python/arithmetic.ts';
import { getAttribute } from '../../../server/src/render/python/attributes.ts';
import { PyFloat } from '../../../server/src/render/python/float.ts';
import { formatValue } from '../../../server/src/render/python/format/format-value.ts';
import { formatPercent } from '../../../server/src/render/python/format/percent.ts';
import { toArray } from '../../../server/src/render/python/iterate.ts';
import { PyRange } from '../../../server/src/render/python/range.ts';
import { noKeywords, PyCallable, type Value } from '../../../server/src/render/python/value.ts';

const hugeResults: readonly [string, () => unknown][] = [
  ['a repeated str', () => multiply('a', 10 ** 10)],
  ['a repeated list', () => multiply([1], 10 ** 10)],
  ['a long range as a list', () => toArray(new PyRange(0, 10 ** 12))],
  ['a huge power', () => power(10, 10 ** 10)],
  ['a power of a huge int', () => power(power(10, 10 ** 6), 10 ** 4)],
  ['a wide percent conversion', () => formatPercent('%2000000000d', 1)],
  ['a precise percent conversion', () => formatPercent('%.2000000000f', new PyFloat(1))],
  ['a wide specification', () => formatValue(1, '2000000000')],
  ['a grouped zero-filled number', () => formatValue(1, '02000000000,')],
  ['a centred str', () => call('a', 'center', 10 ** 10)],
  [
    'a replacement at every character',
    () => call('a'.repeat(10 ** 5), 'replace', '', 'x'.repeat(1000)),
  ],
  ['a join of long strs', () => call('x'.repeat(10 ** 6), 'join', 'a'.repeat(1000))],
  ['expanded tabs', () => call('\t'.repeat(1000), 'expandtabs', 10 ** 6)],
  ['a nested format', () => call('{:>{}}'.repeat(2), 'format', 1, 10 ** 9, 1, 1)],
];

suite('results that would not fit', () => {
  for (const [name, compute] of hugeResults) {
    test(`${name} is refused before it is allocated`, () => {
      assert.throws(compute, { type: 'MemoryError' });
    });
  }
});

suite('attributes', () => {
  test('names in double underscores are refused', () => {
    for (const value of ['a', 1, [], new PyFloat(1), new PyRange(0, 1)]) {
      assert.equal(getAttribute(value, '__class__'), undefined);
      assert.equal(getAttribute(value, '__init__'), undefined);
    }
  });

  test('nothing of JavaScript shows', () => {
    for (const value of ['a', 1, [], true, null, new PyFloat(1), new PyRange(0, 1)]) {
      for (const name of ['constructor', 'prototype', 'length', 'toString', 'map', 'value']) {
        assert.equal(getAttribute(value, name), undefined, `${String(value)}.${name}`);
      }
    }
  });

  test('a format reaches no further than getattr', () => {
    assert.throws(() => call('{0.__class__}', 'format', 1), {
      type: 'AttributeError',
      message: "'int' object has no attribute '__class__'",
    });
  });
});

function call(self: Value, name: string, ...args: Value[]): Value {
  const method = getAttribute(self, name);
  assert.ok(method instanceof PyCallable);
  return method.call(args, noKeywords);
}
