import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { ExampleRow } from '../../server/src/dataset/example.ts';
import { parseRow, writeTypedRow } from '../../server/src/dataset/typed-row.ts';
import { type TypedValue, typedValueText } from '../../server/src/dataset/typed-value.ts';

const row: ExampleRow = new Map<string, ExampleRow | TypedValue | readonly TypedValue[]>([
  ['day', { kind: 'date', days: -1 }],
  ['naive', { kind: 'datetime', microseconds: 5n, zone: null }],
  ['zoned', { kind: 'datetime', microseconds: -5n, zone: { offsetSeconds: 3600, name: 'CET' } }],
  ['offset', { kind: 'datetime', microseconds: 0n, zone: { offsetSeconds: -1800 } }],
  ['time', { kind: 'time', microseconds: 86_399_999_999 }],
  ['lengths', [{ kind: 'timedelta', microseconds: 2n ** 60n }]],
  ['nested', new Map([['price', { kind: 'decimal', coefficient: -150n, exponent: -2 }]])],
  ['blob', { kind: 'bytes', bytes: Uint8Array.of(0, 34, 92, 255) }],
]);

suite('a row with values that JSON lacks', () => {
  test('is the same after it was written and read', () => {
    assert.deepEqual(parseRow(writeTypedRow(row), 'typed'), { kind: 'row', row });
  });

  test('keeps what JSON has, floats apart from ints', () => {
    const { row: plain } = rowOf(
      '{"a": 1, "b": 1.0, "c": -0.0, "d": 1e300, "e": NaN, "f": [null, true, "\\ud800"]}',
    );
    assert.deepEqual(rowOf(writeTypedRow(plain), 'typed').row, plain);
  });

  test('takes no data for a value, whatever its keys are', () => {
    const { row: data } = rowOf(
      '{"$type": "date", "$$type": {"$type": "bytes", "days": 1}, "$typed": 1}',
    );
    assert.deepEqual(rowOf(writeTypedRow(data), 'typed').row, data);
  });

  test('is never what a line of JSONL says', () => {
    const { row: line } = rowOf('{"a": {"$type": "date", "days": 1}}');
    assert.deepEqual(
      line.get('a'),
      new Map<string, unknown>([
        ['$type', 'date'],
        ['days', 1n],
      ]),
    );
  });
});

suite('a value that JSON lacks, as people write it', () => {
  const cases: readonly [TypedValue, string][] = [
    [{ kind: 'date', days: 18628 }, '2021-01-01'],
    [{ kind: 'datetime', microseconds: 1_500_000n, zone: null }, '1970-01-01T00:00:01.500000'],
    [
      { kind: 'datetime', microseconds: 0n, zone: { offsetSeconds: -12_600 } },
      '1969-12-31T20:30:00-03:30',
    ],
    [{ kind: 'time', microseconds: 3_600_000_000 }, '01:00:00'],
    [{ kind: 'timedelta', microseconds: 1_500_000n }, '1.500000 s'],
    [{ kind: 'decimal', coefficient: -5n, exponent: -2 }, '-0.05'],
    [{ kind: 'decimal', coefficient: 5n, exponent: 2 }, '500'],
    [{ kind: 'bytes', bytes: Uint8Array.of(0, 255) }, '00 ff'],
  ];
  for (const [value, text] of cases) {
    test(text, () => assert.equal(typedValueText(value), text));
  }
});

function rowOf(text: string, form: 'json' | 'typed' = 'json') {
  const parsed = parseRow(text, form);
  assert.equal(parsed.kind, 'row');
  return parsed;
}
