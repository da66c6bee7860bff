import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { dedent, markSpans, parseCursor, parseFixture } from './fixture.ts';

suite('fixture', () => {
  test('takes the markers out and gives their offsets', () => {
    assert.deepEqual(parseFixture('a⟦b⟦c⟧⟧$0d'), {
      text: 'abcd',
      spans: [
        { start: 1, end: 3 },
        { start: 2, end: 3 },
      ],
      cursors: [3],
    });
  });

  test('rejects a text without a marker and brackets that do not pair', () => {
    assert.throws(() => parseFixture('plain'));
    assert.throws(() => parseFixture('⟦open'));
    assert.throws(() => parseFixture('close⟧'));
    assert.throws(() => parseCursor('⟦a⟧'));
  });

  test('marks spans again, empty ones included', () => {
    const marked = 'a⟦b⟧c⟦⟧d';
    const { text, spans } = parseFixture(marked);
    assert.equal(markSpans(text, spans), marked);
  });

  test('removes the shared indent', () => {
    assert.equal(dedent('\n    a:\n      b\n\n    c\n  '), 'a:\n  b\n\nc\n');
  });
});
