import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createSnapshot } from '../../server/src/analysis/snapshot.ts';
import type { RuleSeverities } from '../../server/src/rules/rule.ts';
import { findingsOf } from '../../server/src/rules/run-rules.ts';
import { metadata, templateBody, templateFile } from './check-rule.ts';

/** The findings as `rule: severity`. */
function lint(text: string, severities?: RuleSeverities): readonly string[] {
  const schema = { kind: 'absent' } as const;
  const snapshot = createSnapshot({ uri: 'file:///templates.yaml', version: 1, text, schema });
  const findings = findingsOf(snapshot, severities && { severities });
  return findings.map(({ rule, severity }) => `${rule}: ${severity}`);
}

const second = '00000000-0000-4000-8000-000000000002';
const faulty = { name: `' a '`, metadata: metadata({ metrics: '[]' }) };

suite('comments that keep rules quiet', () => {
  test('in Jinja hold for the whole template, its metadata included', () => {
    const jinja = `'{{ text }}{# p3-disable no-metric, name-whitespace #} ||| yes'`;
    assert.deepEqual(lint(templateFile(faulty)), [
      'no-metric: information',
      'name-whitespace: warning',
    ]);
    assert.deepEqual(lint(templateFile({ ...faulty, jinja })), []);
  });

  test('in Jinja hold for no other template, and for no other rule', () => {
    const jinja = `'{{ text }}{#- p3-disable no-metric -#} ||| yes'`;
    const other = templateBody({ ...faulty, id: second, name: 'b' });
    assert.deepEqual(lint(templateFile({ ...faulty, jinja }) + other), [
      'name-whitespace: warning',
      'no-metric: information',
    ]);
  });

  test('in YAML hold for the next line', () => {
    const file = templateFile(faulty);
    const quiet = file.replace(
      '    name:',
      '    # p3-disable-next-line name-whitespace\n    name:',
    );
    assert.deepEqual(lint(quiet), ['no-metric: information']);
    const wrong = file.replace(
      '    metadata:',
      '    # p3-disable-next-line name-whitespace\n    metadata:',
    );
    assert.deepEqual(lint(wrong), lint(file));
  });

  test('in YAML hold for a text of several lines as a whole', () => {
    const file = templateFile({ jinja: `'{{ text | uper }}\n\n      {{ text | lowr }} ||| yes'` });
    assert.deepEqual(lint(file), ['unknown-filter: error', 'unknown-filter: error']);
    const comment = '    # p3-disable-next-line unknown-filter\n    # another comment\n    jinja:';
    assert.deepEqual(lint(file.replace('    jinja:', comment)), []);
  });

  test('in YAML are none inside of a text', () => {
    const jinja = `|-\n      # p3-disable-next-line unknown-filter\n      {{ text | uper }} ||| yes`;
    assert.deepEqual(lint(templateFile({ jinja })), ['unknown-filter: error']);
  });
});

suite('severities', () => {
  test('of single rules are chosen, or the rule is off', () => {
    const severities = { 'no-metric': 'error', 'name-whitespace': 'off' } as const;
    assert.deepEqual(lint(templateFile(faulty), severities), ['no-metric: error']);
  });

  test('hold for reports that have one of their own', () => {
    const file = templateFile({ reference: undefined });
    assert.deepEqual(lint(file), ['missing-key: warning']);
    assert.deepEqual(lint(file, { 'missing-key': 'hint' }), ['missing-key: hint']);
  });
});
