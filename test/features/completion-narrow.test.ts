import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Completion } from '../../server/src/features/completion/completion.ts';
import { mostCompletions, narrow } from '../../server/src/features/completion/narrow.ts';

/** Columns of a dataset, proposed for the letters that end the text. */
function narrowed(text: string, labels: readonly string[]) {
  const span = { start: text.search(/\w*$/), end: text.length };
  const completions = labels.map(
    (label): Completion => ({ label, kind: 'field', newText: label, span }),
  );
  const found = narrow(completions, { text, offset: text.length });
  return { ...found, labels: found.completions.map(({ label }) => label) };
}

const wide = Array.from({ length: 600 }, (_, index) => `column_${index}`);

suite('a long list of completions', () => {
  test('is cut, and asked for again with further letters', () => {
    const { labels, isNarrowed } = narrowed('{{ ', wide);
    assert.deepEqual([labels.length, isNarrowed], [mostCompletions, true]);
    assert.deepEqual(labels.slice(0, 2), ['column_0', 'column_1']);
  });

  test('keeps what the letters can become, what begins with them first', () => {
    const { labels, isNarrowed } = narrowed('{{ Text', [...wide, 'con_text', 'the_exit', 'text_2']);
    assert.deepEqual([labels, isNarrowed], [['text_2', 'con_text', 'the_exit'], true]);
  });

  test('of usual length is sent whole, for the editor to filter', () => {
    const columns = wide.slice(0, mostCompletions);
    const { labels, isNarrowed } = narrowed('{{ zzz', columns);
    assert.deepEqual([labels, isNarrowed], [columns, false]);
  });
});
