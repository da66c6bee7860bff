import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { parseExample } from '../../server/src/dataset/example.ts';
import { type JsonValue, parseJson } from '../../server/src/dataset/python-json.ts';

suite('parseExample', () => {
  test('keeps ints and floats apart, of any size', () => {
    assert.deepEqual(rowOf('{"a": 1, "b": 1.0, "c": 1e3, "d": -0, "e": 12345678901234567890}'), {
      a: 1n,
      b: 1,
      c: 1000,
      d: 0n,
      e: 12345678901234567890n,
    });
  });

  test("reads what Python's json reads beyond JSON", () => {
    assert.deepEqual(rowOf('{"a": NaN, "b": -Infinity, "c": 1e999}'), {
      a: Number.NaN,
      b: Number.NEGATIVE_INFINITY,
      c: Number.POSITIVE_INFINITY,
    });
    assert.deepEqual(rowOf('{"a": 1, "b": "\\ud83d", "a": 2}'), { a: 2n, b: '\ud83d' });
  });

  test('keeps the order of the columns and any name', () => {
    const parsed = parseExample('{"b": 1, "10": 2, "__proto__": 3, "a": {"x": []}}');
    assert.equal(parsed.kind, 'row');
    assert.deepEqual([...parsed.row.keys()], ['b', '10', '__proto__', 'a']);
  });

  test('names the place of what it cannot read', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['', 'The row is not JSON: a value is expected at column 1.'],
      ['{"a": 1', 'The row is not JSON: `,` or `}` is expected at column 8.'],
      ['{"a" 1}', 'The row is not JSON: `:` is expected at column 6.'],
      ['{a: 1}', 'The row is not JSON: a key in double quotes is expected at column 2.'],
      ['{"a": "x}', 'The row is not JSON: the string is not closed at column 7.'],
      ['{"a": "\\x"}', 'The row is not JSON: the escape is not known at column 8.'],
      ['{"a": 1} 2', 'The row is not JSON: nothing more is expected at column 10.'],
      ['{"a": 01}', 'The row is not JSON: `,` or `}` is expected at column 8.'],
      ['[1]', 'The row is a list; an object with one key per column is expected.'],
      ['null', 'The row is null; an object with one key per column is expected.'],
    ];
    for (const [line, message] of cases) {
      assert.deepEqual(parseExample(line), { kind: 'malformed', message });
    }
  });

  test('stops at nesting and at ints that Python refuses too', () => {
    assert.equal(parseExample(`{"a": ${'['.repeat(100_000)}`).kind, 'malformed');
    assert.equal(parseExample(`{"a": ${'9'.repeat(5000)}}`).kind, 'malformed');
    assert.equal(parseExample(`{"a": ${'['.repeat(500)}${']'.repeat(500)}}`).kind, 'row');
  });
});

suite('parseJson', () => {
  test('agrees with JSON.parse on JSON', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(undefined, 1, '\t'), (text, indent) => {
        const spaced = JSON.stringify(JSON.parse(text), null, indent);
        const parsed = parseJson(spaced);
        assert.equal(parsed.kind, 'value');
        assert.deepEqual(plain(parsed.value), JSON.parse(spaced));
      }),
    );
  });

  test('refuses what JSON.parse refuses, and nothing else', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      'u00e9',
      '1',
      '-',
      '.',
      'e',
      'a',
      ' ',
      '\n',
      'null',
    ];
    const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 9 }).map((all) => all.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        assert.equal(parseJson(text).kind === 'value', isJson(text), text);
      }),
      { numRuns: 3000 },
    );
  });
});

function rowOf(line: string): unknown {
  const parsed = parseExample(line);
  assert.equal(parsed.kind, 'row', 'message' in parsed ? parsed.message : '');
  return Object.fromEntries(parsed.row);
}

function plain(value: JsonValue): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Map) {
    const object: Record<string, unknown> = {};
    for (const [key, item] of value) {
      Object.defineProperty(object, key, {
        value: plain(item),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return object;
  }
  return Array.isArray(value) ? value.map(plain) : value;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
