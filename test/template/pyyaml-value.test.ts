import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseTemplateFile } from '../../server/src/template/parse-template-file.ts';
import type { YamlValue } from '../../server/src/template/template-file.ts';

suite('unquoted values', () => {
  test('words for truth are truth values, single letters are text', () => {
    for (const word of ['yes', 'On', 'TRUE', 'true']) assertBool(word, true);
    for (const word of ['no', 'Off', 'FALSE', 'false']) assertBool(word, false);
    for (const word of ['y', 'n', 'Y', 'N', 'yEs']) assertText(word);
  });

  test('whole numbers have several notations', () => {
    assertInt('017', 15n);
    assertInt('0x1F', 31n);
    assertInt('0b11', 3n);
    assertInt('1_000', 1000n);
    assertInt('1:30', 90n);
    assertInt('-12', -12n);
    assertInt('9007199254740993', 9007199254740993n);
    for (const word of ['0o17', '09', '1,000', '1e3']) assertText(word);
  });

  test('a float needs a point, and its exponent a sign', () => {
    assertFloat('1.5', 1.5);
    assertFloat('1.', 1);
    assertFloat('.5', 0.5);
    assertFloat('1.0e+3', 1000);
    assertFloat('-.inf', Number.NEGATIVE_INFINITY);
    assertFloat('.NaN', Number.NaN);
    assertFloat('1:30.5', 90.5);
    for (const word of ['1.0e3', 'nan', 'inf', '+.5', '1.2.3']) assertText(word);
  });

  test('null has four spellings', () => {
    for (const word of ['~', 'null', 'Null', 'NULL', '']) {
      assert.deepEqual(readValue(word), { type: 'none' }, word);
    }
    assertText('nULL');
    assertText('None');
  });

  test('dates are no text', () => {
    assert.deepEqual(readValue('2024-02-29'), { type: 'other', pythonType: 'datetime.date' });
    assert.deepEqual(readValue('2024-2-9 1:02:03'), {
      type: 'other',
      pythonType: 'datetime.datetime',
    });
    assertText('2024-2-9');
  });

  test('quotes make text of everything', () => {
    assert.deepEqual(readValue("'yes'"), { type: 'str', text: 'yes' });
    assert.deepEqual(readValue('"12:30"'), { type: 'str', text: '12:30' });
    assert.deepEqual(readValue('!!str 12'), { type: 'str', text: '12' });
  });

  test('a tag can make a number of quoted text', () => {
    assert.deepEqual(readValue('!!int "12"'), { type: 'int', value: 12n });
    assert.deepEqual(readValue('!!float "1e3"'), { type: 'float', value: 1000 });
  });
});

suite('values that PyYAML refuses', () => {
  const refusals: readonly (readonly [string, string])[] = [
    ['a date that does not exist', '2023-02-29'],
    ['an unquoted equals sign', '='],
    ['an unquoted merge sign', '<<'],
    ['digits that are no number', '0b_'],
    ['a tag that does not fit', '!!int ten'],
    ['a list with a mapping tag', '!!map [1]'],
    ['a list as a key', '{[1]: 2}'],
    ['Jinja without quotes', '{{ text }}'],
    ['a tab before a comment', 'text\t# comment'],
    ['a tab behind the value', 'text\t'],
    ['an alias without an anchor', '*missing'],
    ['an anchor that is given twice', '[&a 1, &a 2]'],
    ['a colon and a blank inside', 'one: two'],
    ['text behind quotes', '"one" two'],
    ['an unknown escape', String.raw`"\d"`],
    ['a control character', '"\u0007"'],
    ['a tag of Python', '!!python/object:os.system {}'],
  ];
  for (const [what, written] of refusals) {
    test(what, () => {
      const { problems } = parseTemplateFile(`key: ${written}\ntemplates: {}\n`);
      assert.equal(problems.length, 1);
      assert.notEqual(problems[0]?.code, 'missing-key');
    });
  }
});

function readValue(written: string): YamlValue | undefined {
  return parseTemplateFile(`key: ${written}\n`).file.entries[0]?.value;
}

function assertText(text: string): void {
  assert.deepEqual(readValue(text), { type: 'str', text });
}

function assertBool(written: string, value: boolean): void {
  assert.deepEqual(readValue(written), { type: 'bool', value }, written);
}

function assertInt(written: string, value: bigint): void {
  assert.deepEqual(readValue(written), { type: 'int', value }, written);
}

function assertFloat(written: string, value: number): void {
  assert.deepEqual(readValue(written), { type: 'float', value }, written);
}
