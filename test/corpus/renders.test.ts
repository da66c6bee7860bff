import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { CORPUS_SKIP_REASON, corpus } from '../support/corpus.ts';
import { compareEntry } from './compare-renders.ts';

const found = corpus();

suite('the public templates', { skip: found === undefined ? CORPUS_SKIP_REASON : false }, () => {
  test('render as PromptSource renders them, truncated and not', () => {
    const comparisons = (found?.entries ?? []).map(compareEntry);
    assert.deepEqual(
      comparisons.flatMap(({ differences }) => differences),
      [],
    );
    assert.notEqual(comparisons.length, 0);
  });
});
