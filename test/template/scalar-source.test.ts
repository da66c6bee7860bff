import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { rawOf, readScalar } from './scalar-helpers.ts';

suite('plain scalars', () => {
  test('a line break between words is a blank, whose place is the line break', () => {
    const scalar = readScalar('key: one\n  two');
    assert.equal(scalar.text, 'one two');
    assert.equal(rawOf(scalar, ' '), '\n  ');
  });

  test('of empty lines each gives a line break', () => {
    const scalar = readScalar('key: one  \n\n\n  two');
    assert.equal(scalar.text, 'one\n\ntwo');
    assert.equal(rawOf(scalar, '\n\n'), '  \n\n\n');
  });

  test('blanks between words stay, blanks at the end do not count', () => {
    const scalar = readScalar('key: one   two   \n');
    assert.equal(scalar.text, 'one   two');
    assert.deepEqual(scalar.span, { start: 5, end: 14 });
  });

  test('a comment ends the text', () => {
    assert.equal(readScalar('key: one # two\n').text, 'one');
  });

  test('carriage returns count as line breaks', () => {
    assert.equal(readScalar('key: one\r\n  two\r  three').text, 'one two three');
  });
});

suite('single-quoted scalars', () => {
  test('a doubled apostrophe is one apostrophe, whose place is both', () => {
    const scalar = readScalar("key: 'don''t'");
    assert.equal(scalar.text, "don't");
    assert.equal(rawOf(scalar, "'"), "''");
  });

  test('a backslash is a backslash', () => {
    assert.equal(readScalar(String.raw`key: 'a\nb'`).text, String.raw`a\nb`);
  });

  test('an empty line is a line break', () => {
    const scalar = readScalar("key: 'a\n\n  b'");
    assert.equal(scalar.text, 'a\nb');
    assert.equal(rawOf(scalar, '\n'), '\n\n');
  });

  test('blanks beside the quotes stay, tabs as well', () => {
    assert.equal(readScalar("key: ' a\tb '").text, ' a\tb ');
  });
});

suite('double-quoted scalars', () => {
  test('every escape of YAML 1.1 is decoded', () => {
    const scalar = readScalar(String.raw`key: "\0\a\b\t\n\v\f\r\e\ \"\/\\\N\_\L\P"`);
    assert.equal(scalar.text, '\0\x07\b\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029');
  });

  test('hexadecimal escapes take two, four and eight digits', () => {
    const scalar = readScalar(String.raw`key: "\xe9\u2026\U0001F600"`);
    assert.equal(scalar.text, '\xe9\u2026\u{1f600}');
    assert.equal(rawOf(scalar, '\u2026'), String.raw`\u2026`);
  });

  test('each unit of an escaped astral character stands for the whole escape', () => {
    const scalar = readScalar(String.raw`key: "a\U0001F600b"`);
    assert.equal(rawOf(scalar, '\ud83d'), String.raw`\U0001F600`);
    assert.equal(rawOf(scalar, '\ude00'), String.raw`\U0001F600`);
  });

  test('an escaped line end joins two lines, an escaped blank starts the second', () => {
    const scalar = readScalar('key: "one\\\n  \\ two"');
    assert.equal(scalar.text, 'one two');
    assert.equal(rawOf(scalar, ' '), '\\ ');
  });

  test('empty lines behind an escaped line end stay', () => {
    assert.equal(readScalar('key: "one\\\n\n  two"').text, 'one\ntwo');
  });

  test('a cursor between the quotes of an empty text is in it', () => {
    const scalar = readScalar('key: ""');
    assert.equal(scalar.text, '');
    assert.equal(scalar.map.toDecoded(6), 0);
    assert.equal(scalar.map.toDecoded(5), undefined);
  });
});

suite('literal scalars', () => {
  test('lines stay lines, without their indentation', () => {
    const scalar = readScalar('key: |\n  one\n    two\n\n  three\n');
    assert.equal(scalar.text, 'one\n  two\n\nthree\n');
    assert.equal(rawOf(scalar, 'two'), 'two');
  });

  test('`-` strips the last line break, `+` keeps all of them', () => {
    assert.equal(readScalar('key: |-\n  one\n\n').text, 'one');
    assert.equal(readScalar('key: |+\n  one\n\n').text, 'one\n\n');
  });

  test('a digit tells the indentation where the text starts with blanks', () => {
    assert.equal(readScalar('key: |2\n    one\n').text, '  one\n');
  });

  test('a cursor on the last, empty line of the file is in the text', () => {
    const source = 'key: |\n  one\n  ';
    assert.equal(readScalar(source).map.toDecoded(source.length), 4);
  });
});

suite('folded scalars', () => {
  test('a line break between two lines is a blank', () => {
    const scalar = readScalar('key: >\n  one\n  two\n');
    assert.equal(scalar.text, 'one two\n');
    assert.equal(rawOf(scalar, ' '), '\n');
  });

  test('lines that are indented further keep their line breaks', () => {
    assert.equal(readScalar('key: >\n  one\n   two\n  three\n').text, 'one\n two\nthree\n');
  });

  test('of empty lines each gives a line break', () => {
    assert.equal(readScalar('key: >-\n  one\n\n\n  two\n').text, 'one\n\ntwo');
  });
});

suite("PyYAML's line breaks", () => {
  test('U+0085 counts as a line feed, U+2028 stays itself', () => {
    assert.equal(readScalar('key: |\n  a\u0085  b\u2028  c\n').text, 'a\nb\u2028c\n');
    assert.equal(readScalar('key: "a\u0085b\u2028c"').text, 'a b\u2028c');
  });
});
