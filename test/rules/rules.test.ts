import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { createSnapshot } from '../../server/src/analysis/snapshot.ts';
import { rules } from '../../server/src/rules/index.ts';
import { findingsOf } from '../../server/src/rules/run-rules.ts';

const root = join(import.meta.dirname, '..', '..');

suite('the table of rules', () => {
  test('has one file and one test file per rule, under the id of the rule', () => {
    for (const { id } of rules) {
      assert.ok(existsSync(join(root, 'server', 'src', 'rules', `${id}.ts`)), id);
      assert.ok(existsSync(join(import.meta.dirname, `${id}.test.ts`)), `${id} has no test`);
    }
  });

  test('names each rule once and describes it in a sentence', () => {
    assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
    for (const { id, description } of rules) assert.match(description, /^\S.*\.$/, id);
  });

  test('gives findings or nothing, but never throws, on bad files', () => {
    const files = [
      '',
      '\0',
      'a: [',
      '- 1',
      '42',
      'templates: [1]',
      'templates: {a: 1}',
      '\ufeff',
      '&a *a',
    ];
    for (const text of [...files, 'x'.repeat(100_000), `templates: ${'['.repeat(5000)}`]) {
      const snapshot = createSnapshot({ uri: 'x', version: 1, text, schema: { kind: 'absent' } });
      for (const { span } of findingsOf(snapshot)) {
        assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
      }
    }
  });
});
