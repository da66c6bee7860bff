import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { countFacts, countFindings } from '../corpus/count-findings.ts';
import { CORPUS_SKIP_REASON, corpus } from '../support/corpus.ts';
import { loadCorpus } from '../support/load-corpus.ts';

const found = corpus();
const files = found === undefined ? [] : loadCorpus(found);

/** What is known to be wrong with the public templates; docs/corpus-findings.md judges it. */
const expected = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'corpus', 'expected-counts.json'), 'utf8'),
);

suite('the public templates with their schemas', {
  skip: found ? false : CORPUS_SKIP_REASON,
}, () => {
  test('give the known findings and no others, and no error', () => {
    const counts = countFindings(files);
    assert.deepEqual(counts, expected.findings);
    assert.deepEqual(
      Object.keys(counts).filter((name) => name.endsWith('(error)')),
      [],
    );
  });

  test('are as PromptSource counts them', () => {
    assert.deepEqual(countFacts(files), expected.facts);
  });
});
