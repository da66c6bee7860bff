import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { applyEdits } from '../../server/src/features/actions/keep-form.ts';
import { replaceText } from '../../server/src/features/replace-text.ts';

suite('replacing a text by another', () => {
  test('touches the lines that differ only', () => {
    const edits = replaceText('a\nb\nc\nd\ne\n', 'a\nB\nc\nd\ne\nf\n');
    assert.deepEqual(edits, [
      { span: { start: 2, end: 4 }, newText: 'B\n' },
      { span: { start: 10, end: 10 }, newText: 'f\n' },
    ]);
    assert.deepEqual(replaceText('same\n', 'same\n'), []);
  });

  test('moves a block without touching its neighbours', () => {
    const edits = replaceText('one\n1\ntwo\n2\nthree\n3\n', 'two\n2\nthree\n3\none\n1\n');
    assert.deepEqual(
      edits.map(({ newText }) => newText),
      ['', 'one\n1\n'],
    );
  });

  test('gives the other text, whatever the two are', () => {
    const lines = fc
      .array(fc.constantFrom('a', 'b', 'c', 'd', '', 'e'), { maxLength: 12 })
      .map((each) => each.join('\n'));
    fc.assert(
      fc.property(lines, lines, (from, to) => {
        assert.equal(applyEdits(from, replaceText(from, to)), to);
      }),
      { numRuns: 1000 },
    );
  });
});
