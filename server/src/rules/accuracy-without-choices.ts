import type { Span } from '../text/span.ts';
import { metadataItems } from './metadata-items.ts';
import type { Fix, Rule } from './rule.ts';
import { metricsFor } from './vocabulary.ts';

export const accuracyWithoutChoices: Rule = {
  id: 'accuracy-without-choices',
  severity: 'information',
  description: 'A template with the metric `Accuracy` has answer choices.',
  fix: 'replaces it by a metric for free text',
  checkTemplate({ template }, tell) {
    if (template.answerChoices?.value.type !== 'none') return;
    const items = metadataItems(template, 'metrics');
    for (const { text, span, templateId } of items) {
      if (text !== 'Accuracy') continue;
      const message =
        '`Accuracy` is measured over answer choices, and `answer_choices` is null; write the choices out or choose another metric.';
      const others = metricsFor({ hasChoices: false }).filter(
        (metric) => !items.some((item) => item.text === metric),
      );
      const alternatives = others.map((metric) => replacement(span, metric));
      tell({ message, span, templateId, alternatives });
    }
  },
};

function replacement(span: Span, metric: string): Fix {
  return { title: `Replace by \`${metric}\``, edits: [{ span, newText: metric }] };
}
