import { suite, test } from 'node:test';
import { noMetric } from '../../server/src/rules/no-metric.ts';
import { checkRule, metadata, templateFile } from './check-rule.ts';

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
});
