import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { LineIndex } from '../../server/src/text/line-index.ts';

suite('line index', () => {
  test('lines end at a line feed, a carriage return or both together', () => {
    const lines = new LineIndex('a\nb\r\nc\rd');
    assert.equal(lines.lineCount, 4);
    assert.deepEqual(lines.positionAt(2), { line: 1, character: 0 });
    assert.deepEqual(lines.positionAt(5), { line: 2, character: 0 });
    assert.deepEqual(lines.positionAt(7), { line: 3, character: 0 });
  });

  test('characters count in UTF-16 units', () => {
    assert.deepEqual(new LineIndex('\u{1f600}x').positionAt(2), { line: 0, character: 2 });
  });

  test('U+2028 and U+0085 end no line for an editor', () => {
    assert.equal(new LineIndex('a\u2028b\u0085c').lineCount, 1);
  });

  test('a character beyond the line stands at its end, before the line break', () => {
    const lines = new LineIndex('ab\r\ncd');
    assert.equal(lines.offsetAt({ line: 0, character: 99 }), 2);
    assert.equal(lines.offsetAt({ line: 1, character: 99 }), 6);
    assert.equal(lines.offsetAt({ line: 9, character: 0 }), 6);
  });

  test('offsets beyond the text count as its ends', () => {
    const lines = new LineIndex('ab\n');
    assert.deepEqual(lines.positionAt(-1), { line: 0, character: 0 });
    assert.deepEqual(lines.positionAt(99), { line: 1, character: 0 });
  });

  test('the lines of an earlier version make no difference', () => {
    const texts = fc.string({
      unit: fc.constantFrom('a', 'b', '\n', '\r', '\u{1f600}'),
      maxLength: 12,
    });
    const check = fc.property(texts, texts, texts, texts, (start, before, after, end) => {
      const text = start + after + end;
      const lines = new LineIndex(text, new LineIndex(start + before + end));
      const fresh = new LineIndex(text);
      assert.equal(lines.lineCount, fresh.lineCount);
      for (let offset = 0; offset <= text.length; offset += 1) {
        assert.deepEqual(lines.positionAt(offset), fresh.positionAt(offset));
      }
    });
    fc.assert(check, { numRuns: 2000 });
  });

  test('a position leads back to its offset, except between the two units of a line break', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\r\n', '\u{1f600}') });
    const check = fc.property(texts, fc.nat(30), (text, offset) => {
      const isInBreak = text.slice(offset - 1, offset + 1) === '\r\n';
      fc.pre(offset <= text.length && !isInBreak);
      const lines = new LineIndex(text);
      assert.equal(lines.offsetAt(lines.positionAt(offset)), offset);
    });
    fc.assert(check);
  });
});
