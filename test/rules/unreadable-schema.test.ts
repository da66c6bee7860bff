import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createSnapshot } from '../../server/src/analysis/snapshot.ts';
import { findingsOf } from '../../server/src/rules/run-rules.ts';
import { unreadableSchema } from '../../server/src/rules/unreadable-schema.ts';
import { checkRule, templateFile, text } from './check-rule.ts';

suite('unreadable-schema', () => {
  test('tells at the dataset which file is broken and where', () => {
    const source = templateFile();
    const [finding] = findingsOf(
      createSnapshot({
        uri: 'file:///templates.yaml',
        version: 1,
        text: source,
        schema: {
          kind: 'malformed',
          origin: { source: 'beside', label: 'schema.json' },
          message: '`text` is null.',
        },
      }),
    );
    assert.equal(finding?.rule, 'unreadable-schema');
    assert.equal(source.slice(finding.span.start, finding.span.end), 'reviews');
    assert.equal(
      finding.message,
      'The schema `schema.json` cannot be read, so fields are not checked: `text` is null.',
    );
  });

  test('is silent when the schema is found or absent', () => {
    checkRule(unreadableSchema, { file: templateFile() });
    checkRule(unreadableSchema, { file: templateFile(), features: { text } });
  });
});
