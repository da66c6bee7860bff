import { suite, test } from 'node:test';
import { unknownMetric } from '../../server/src/rules/unknown-metric.ts';
import { checkRule, metadata, templateBody, templateFile } from './check-rule.ts';

function file(metrics: string): string {
  return templateFile({ metadata: metadata({ metrics }) });
}

suite('unknown-metric', () => {
  test('points at a metric in another spelling and mends it', () => {
    checkRule(unknownMetric, {
      file: file(`[⟦accuracy⟧, ⟦'Pearson correlation'⟧]`),
      messages: [
        "PromptSource's list has no metric `accuracy`. Did you mean `Accuracy`?",
        "PromptSource's list has no metric `Pearson correlation`. Did you mean `Pearson Correlation`?",
      ],
      afterFix: file('[Accuracy, Pearson Correlation]'),
    });
  });

  test('points at a metric that is not in the list', () => {
    checkRule(unknownMetric, { file: file('[⟦Mean Squared Error⟧]') });
  });

  test('points once at a metric that two templates share by an alias', () => {
    const shared = metadata({ metrics: '[⟦accuracy⟧]' }).replace('!T', '&m !T');
    checkRule(unknownMetric, {
      file: templateFile({ metadata: shared }) + templateBody({ key: 'b', metadata: '*m' }),
    });
  });

  test('accepts the metrics of the list', () => {
    checkRule(unknownMetric, { file: file('[COQA F1, ROUGE, Trivia QA]') });
  });

  test('offers `Other` for a metric that is like none of the list', () => {
    checkRule(unknownMetric, { file: file('[⟦Mean Squared Error⟧]'), afterFix: file('[Other]') });
    checkRule(unknownMetric, {
      file: file('[Other, ⟦Mean Squared Error⟧]'),
      afterFix: file('[Other, Mean Squared Error]'),
    });
  });
});
