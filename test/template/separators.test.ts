import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { CHOICE_SEPARATOR, splitAtSeparator } from '../../server/src/template/separators.ts';

suite('parts between separators', () => {
  test('parts are stripped, and their places are those of the stripped text', () => {
    const text = 'Yes ||| No |||Maybe';
    const parts = splitAtSeparator(text, CHOICE_SEPARATOR);
    assert.deepEqual(
      parts.map((part) => part.text),
      ['Yes', 'No', 'Maybe'],
    );
    assert.deepEqual(parts[1]?.stripped, { start: 8, end: 10 });
    assert.deepEqual(parts[1]?.span, { start: 7, end: 11 });
  });

  test('white space is what Python strips', () => {
    const [part] = splitAtSeparator('\u0085\x1c\u3000a\ufeff', CHOICE_SEPARATOR);
    assert.equal(part?.text, 'a\ufeff');
  });

  test('a blank part is empty, at its start', () => {
    const parts = splitAtSeparator('a|||  ', CHOICE_SEPARATOR);
    assert.deepEqual(parts[1], {
      span: { start: 4, end: 6 },
      stripped: { start: 4, end: 4 },
      text: '',
    });
  });

  test('a text without separator is one part', () => {
    assert.equal(splitAtSeparator('a || b', CHOICE_SEPARATOR).length, 1);
    assert.equal(splitAtSeparator('', CHOICE_SEPARATOR).length, 1);
  });

  test('four bars hold one separator, the first three', () => {
    const parts = splitAtSeparator('a||||b', CHOICE_SEPARATOR);
    assert.deepEqual(
      parts.map((part) => part.text),
      ['a', '|b'],
    );
  });
});
