import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { splitInvisible } from '../../client/webview/invisible.ts';

suite('invisible characters', () => {
  const shown = (text: string) =>
    splitInvisible(text)
      .map((piece) => (piece.kind === 'text' ? piece.text : `[${piece.mark}]`))
      .join('');

  test('line ends and tabs have marks', () => {
    assert.equal(shown('a\nb\r\nc\td'), 'a[↵]b[␍↵]c[→]d');
  });

  test('blanks are marked where they surprise, not between words', () => {
    assert.equal(shown('  one two  three '), '[··]one two[··]three[·]');
  });

  test('blanks at the ends of inner lines are marked', () => {
    assert.equal(shown('one \n two'), 'one[·][↵][·]two');
  });

  test('characters without a glyph show their number', () => {
    assert.equal(shown('a\u00a0b\u200bc\ufeff\u0000'), 'a[U+00A0]b[U+200B]c[U+FEFF][U+0000]');
  });

  test('emoji stay whole', () => {
    const family = '👨\u200d👩\u200d👧';
    assert.deepEqual(splitInvisible(family), [{ kind: 'text', text: family, mark: '' }]);
  });

  test('the pieces joined are the text', () => {
    const text = ' \t a  b\r\n\r\nc\u2003\u00ad d ';
    assert.equal(
      splitInvisible(text)
        .map((piece) => piece.text)
        .join(''),
      text,
    );
  });
});
