import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  spanBeforeEdit,
  withHighlight,
  withTruncation,
} from '../../../server/src/render/promptsource/truncation.ts';

suite('a place in a text that was truncated', () => {
  const original = '{{ a }}b{{ q }}}}';
  for (const [name, edit] of [
    ['truncated', withTruncation],
    ['highlighted', withHighlight],
    ['both', (source: string) => withHighlight(withTruncation(source))],
  ] as const) {
    test(`is that of the same characters before it was ${name}`, () => {
      const edited = edit(original);
      for (const [part, place] of [
        ['{{ a', 0],
        ['b{{ q', 7],
        ['q', 11],
      ] as const) {
        const start = edited.indexOf(part);
        const span = spanBeforeEdit(original, edited, { start, end: start + part.length });
        assert.deepEqual(span, { start: place, end: place + part.length });
      }
    });

    test(`is the closing braces for what was written when it was ${name}`, () => {
      const edited = edit(original);
      const start = edited.lastIndexOf('|');
      const span = spanBeforeEdit(original, edited, { start, end: start + 1 });
      assert.deepEqual(span, { start: 15, end: 17 });
    });
  }

  test('stays where it is in a text without braces', () => {
    assert.deepEqual(spanBeforeEdit('abc', 'abc', { start: 1, end: 2 }), { start: 1, end: 2 });
  });
});
