import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { ExampleValue } from '../../../server/src/dataset/example.ts';
import { parseRow, writeTypedRow } from '../../../server/src/dataset/typed-row.ts';
import { createCompiler } from '../../../server/src/render/compile/compile-template.ts';
import { createTracingCompiler } from '../../../server/src/render/compile/render-with-provenance.ts';
import { renderRows } from '../../../server/src/render/process/render-rows.ts';
import { toRowValues } from '../../../server/src/render/process/row-values.ts';
import { createEnvironment } from '../../../server/src/render/promptsource/environment.ts';
import { byRow } from '../../../server/src/render/promptsource/random-source.ts';
import { repr } from '../../../server/src/render/python/text.ts';

const microseconds = 1_577_934_245_000_600n;

const values: readonly (readonly [string, ExampleValue, string])[] = [
  ['int', 1n, '1'],
  ['float', 1, '1.0'],
  ['large', 2n ** 60n, '1152921504606846976'],
  ['list', [null, true], '[None, True]'],
  ['dict', new Map([['a', 'b']]), "{'a': 'b'}"],
  ['date', { kind: 'date', days: 18263 }, 'datetime.date(2020, 1, 2)'],
  [
    'naive',
    { kind: 'datetime', microseconds, zone: null },
    'datetime.datetime(2020, 1, 2, 3, 4, 5, 600)',
  ],
  [
    'utc',
    { kind: 'datetime', microseconds, zone: { offsetSeconds: 0, name: 'UTC' } },
    'datetime.datetime(2020, 1, 2, 3, 4, 5, 600, tzinfo=datetime.timezone.utc)',
  ],
  [
    'zoned',
    { kind: 'datetime', microseconds, zone: { offsetSeconds: 3600, name: 'CET' } },
    "datetime.datetime(2020, 1, 2, 4, 4, 5, 600, tzinfo=datetime.timezone(datetime.timedelta(seconds=3600), 'CET'))",
  ],
  ['time', { kind: 'time', microseconds: 3_723_000_000 }, 'datetime.time(1, 2, 3)'],
  [
    'length',
    { kind: 'timedelta', microseconds: -1n },
    'datetime.timedelta(days=-1, seconds=86399, microseconds=999999)',
  ],
  ['decimal', { kind: 'decimal', coefficient: -150n, exponent: -2 }, "Decimal('-1.50')"],
  ['bytes', { kind: 'bytes', bytes: Uint8Array.of(97, 255) }, "b'a\\xff'"],
];

suite('a value of a row', () => {
  for (const [name, value, expected] of values) {
    test(`${name} is ${expected} in Python`, () => {
      const row = toRowValues(new Map([['x', value]]));
      assert.equal(repr(row.get('x') ?? null), expected);
    });
  }
});

/** What Jinja2 3.1.6 on CPython 3.11 prints. */
const prints: readonly (readonly [string, string])[] = [
  [
    '{{ date }} {{ naive }} {{ time }} {{ length }}',
    '2020-01-02 2020-01-02 03:04:05.000600 01:02:03 -1 day, 23:59:59.999999',
  ],
  [
    '{{ date.year }}/{{ date["month"] }} {{ date.strftime("%d.%m.%y") }} {{ date.nope is defined }}',
    '2020/1 02.01.20 False',
  ],
  [
    '{{ (naive - length).isoformat() }} {{ naive.date() == date }}',
    '2020-01-02T03:04:05.000601 True',
  ],
  ['{{ [date, date.replace(day=1)] | sort | join(", ") }}', '2020-01-01, 2020-01-02'],
  [
    '{{ [decimal, decimal] | sum }} {{ decimal | abs }} {{ decimal | int }} {{ decimal | float }}',
    '-3.00 1.50 -1 -1.5',
  ],
  [
    '{{ decimal | round }} {{ decimal | round(1) }} {{ decimal | round(method="floor") }} {{ decimal | round(1, "ceil") }}',
    '-2 -1.5 -2.0 -1.5',
  ],
  [
    '{{ decimal is number }} {{ decimal is float }} {{ decimal is integer }} {{ bytes is sequence }} {{ bytes is iterable }} {{ date is iterable }}',
    'True False False True True False',
  ],
  [
    '{{ bytes }} {{ bytes | length }} {{ bytes[0] }} {{ bytes | list }} {{ bytes | string }} {{ bytes | first }} {{ bytes | reverse | list }}',
    "b'a\\xff' 2 97 [97, 255] b'a\\xff' 97 [255, 97]",
  ],
  [
    '{{ bytes.decode("latin-1") }} {{ "ü".encode().hex() }} {{ "%s|%.1f" | format(date, decimal) }}',
    'aÿ c3bc 2020-01-02|-1.5',
  ],
  [
    '{{ date | int }} {{ date | float }} {{ date | upper }} {{ date ~ "!" }} {{ decimal | string | length }}',
    '0 0.0 2020-01-02 2020-01-02! 5',
  ],
  [
    '{{ {date: 1}[date] }} {{ [date] | pprint }} {{ date | default("x") }} {{ [date, date] | unique | list | length }}',
    '1 [datetime.date(2020, 1, 2)] 2020-01-02 1',
  ],
  [
    '{{ [date, naive] | map(attribute="year") | list }} {{ "{:%H:%M}".format(naive) }} {{ date in [date] }}',
    '[2020, 2020] 03:04 True',
  ],
];

/** What it raises. */
const failures: readonly (readonly [string, string])[] = [
  [
    '{{ [length] | sum }}',
    "TypeError: unsupported operand type(s) for +: 'int' and 'datetime.timedelta'",
  ],
  ['{{ date | tojson }}', 'TypeError: Object of type date is not JSON serializable'],
  ['{{ date | round }}', "TypeError: type datetime.date doesn't define __round__ method"],
  ['{{ date | length }}', "TypeError: object of type 'datetime.date' has no len()"],
  ['{{ date.nope() }}', "UndefinedError: 'datetime.date object' has no attribute 'nope'"],
  ['{{ date < naive }}', "TypeError: can't compare datetime.datetime to datetime.date"],
  [
    '{{ decimal + float }}',
    "TypeError: unsupported operand type(s) for +: 'decimal.Decimal' and 'float'",
  ],
  ['{{ decimal / 0 }}', "DivisionByZero: [<class 'decimal.DivisionByZero'>]"],
  ['{{ "a" + bytes }}', 'TypeError: can only concatenate str (not "bytes") to str'],
  [
    '{{ bytes.decode() }}',
    "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 1: invalid start byte",
  ],
];

suite('a value that JSON lacks, in a template', () => {
  const row = new Map(values.map(([name, value]) => [name, value]));
  const environment = createEnvironment({ random: byRow(0) });
  const compile = createCompiler(environment);
  const compileTracing = createTracingCompiler(environment);
  for (const [template, expected] of prints) {
    test(template, () => assert.equal(compile(template)(toRowValues(row)), expected));
  }
  for (const [template, expected] of failures) {
    test(template, () => {
      const [type, ...message] = expected.split(': ');
      assert.throws(() => compile(template)(toRowValues(row)), {
        type,
        message: message.join(': '),
      });
    });
  }

  test('that are no number are one object, as json.loads makes them', () => {
    const rows = toRowValues(new Map([['numbers', [Number.NaN, Number.NaN]]]));
    const template = '{{ numbers | unique | list }} {{ numbers[0] in [numbers[1]] }}';
    assert.equal(compile(template)(rows), '[nan] True');
  });

  test('crosses to the render process as text', () => {
    assert.equal(parseRow(writeTypedRow(row), 'typed').kind, 'row');
    const [render] = renderRows(
      {
        templates: [
          { id: '', name: '', jinja: '{{ date }} ||| {{ decimal }}', answerChoices: null },
        ],
        rows: [{ index: 0, json: writeTypedRow(row), form: 'typed' }],
        options: { truncate: true, dialect: 'main', choice: { kind: 'row' } },
      },
      { createCompilers: () => ({ compile, compileTracing }), now: () => 0 },
    );
    assert.deepEqual(render?.kind === 'rendered' && render.parts, ['2020-01-02', '-1.50']);
  });
});
