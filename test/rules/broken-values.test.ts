import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { languageService } from '../../server/src/language-service.ts';
import { snapshotOf } from '../support/check.ts';
import { templateFile } from './check-rule.ts';

function rulesIn(file: string): readonly string[] {
  return languageService.findings(snapshotOf(file)).map(({ rule }) => rule);
}

suite('a value that is no YAML', () => {
  test('is said to be one, and nothing else about it', () => {
    assert.deepEqual(rulesIn(templateFile({ key: 'first', id: '@name' })), ['yaml-syntax']);
    assert.deepEqual(rulesIn(templateFile({ jinja: '*nowhere' })), ['yaml-syntax']);
    assert.deepEqual(rulesIn(templateFile({ jinja: '{a: [b}' })), ['yaml-syntax']);
  });

  test('keeps what is wrong elsewhere', () => {
    const found = rulesIn(templateFile({ name: '@name', jinja: "'{{ text | nope }} ||| yes'" }));
    assert.deepEqual(found, ['unknown-filter', 'yaml-syntax']);
  });
});
