import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { noMetric } from '../../server/src/rules/no-metric.ts';
import { checkRule, fixTitles, metadata, templateBody, templateFile } from './check-rule.ts';

suite('no-metric', () => {
  test('points at the key of an empty list', () => {
    checkRule(noMetric, {
      file: templateFile({ metadata: metadata({ metrics: '[]' }) }).replace('metrics', '⟦metrics⟧'),
      messages: ['`metrics` is empty; name at least one, or `Other`.'],
    });
  });

  test('is silent when there is one, or the key is missing', () => {
    checkRule(noMetric, { file: templateFile() });
    checkRule(noMetric, { file: templateFile({ metadata: metadata({ metrics: undefined }) }) });
  });

  test('adds the accuracy over answer choices', () => {
    const choices = { answer_choices: 'No ||| Yes' };
    checkRule(noMetric, {
      file: templateFile({ ...choices, metadata: metadata({ metrics: '⟦[]⟧' }) }).replace(
        'metrics: ⟦[]⟧',
        '⟦metrics⟧: []',
      ),
      afterFix: templateFile({ ...choices, metadata: metadata({ metrics: '[Accuracy]' }) }),
    });
  });

  test('lets the author choose where the answer is free text', () => {
    const file = templateFile({ metadata: metadata({ metrics: '[]' }) });
    assert.deepEqual(fixTitles(noMetric, file), [
      'Add `Other`',
      'Add `ROUGE`',
      'Add `BLEU`',
      'Add `Squad`',
    ]);
  });

  test('changes nothing that templates share', () => {
    const shared = metadata({ metrics: '[]' }).replace('!T', '&m !T');
    const file = templateFile({ metadata: shared }) + templateBody({ key: 'b', metadata: '*m' });
    assert.deepEqual(fixTitles(noMetric, file), []);
  });
});
