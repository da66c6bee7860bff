import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { createSnapshot } from '../../server/src/analysis/snapshot.ts';
import { parseDatasetSchema } from '../../server/src/dataset/parse-features.ts';
import type { Finding } from '../../server/src/rules/rule.ts';
import { findingsOf } from '../../server/src/rules/run-rules.ts';
import { CORPUS_SKIP_REASON, type CorpusEntry, corpus } from '../support/corpus.ts';
import { foundSchema } from '../support/schema-builder.ts';

/** What is known to be wrong with the public templates: by PromptSource's own checks nothing. */
const expected: Readonly<Record<string, number>> = {
  'accuracy-without-choices': 187,
  'answer-choices-not-in-target': 55,
  'choice-count-mismatch': 9,
  'choices-in-prompt-mismatch': 8,
  'choices-without-accuracy': 16,
  'duplicate-choice': 4,
  'name-whitespace': 19,
  'no-metric': 8,
  'nondeterministic-target': 168,
  'partial-truncation': 31,
  'set-in-branch': 1,
  'stray-character': 1,
  'target-not-a-choice': 2,
  'text-around-choice': 4,
  'unknown-key': 6,
  'unknown-metric': 6,
  'unused-answer-choices': 137,
  'unused-variable': 2,
  'yaml-alias': 2,
};

const files = corpus();

suite('the public templates with their schemas', {
  skip: files ? false : CORPUS_SKIP_REASON,
}, () => {
  test('give the known findings and no others', () => {
    const counts: Record<string, number> = {};
    for (const { rule } of (files?.entries ?? []).flatMap(lint)) {
      counts[rule] = (counts[rule] ?? 0) + 1;
    }
    assert.deepEqual(Object.fromEntries(Object.entries(counts).sort()), expected);
  });
});

function lint(entry: CorpusEntry): readonly Finding[] {
  const parsed = parseDatasetSchema(JSON.parse(readFileSync(entry.schema, 'utf8')), entry.dataset);
  assert.equal(parsed.kind, 'ok', entry.schema);
  const schema = foundSchema(parsed.schema, entry.schema);
  const text = readFileSync(entry.templates, 'utf8');
  return findingsOf(createSnapshot({ uri: entry.templates, version: 1, text, schema }));
}
