import { metadataItems } from './metadata-items.ts';
import type { Rule } from './rule.ts';

export const choicesWithoutAccuracy: Rule = {
  id: 'choices-without-accuracy',
  severity: 'information',
  description:
    'A template with answer choices has the metric `Accuracy`, or `Other` for one that is not listed.',
  *check({ snapshot }) {
    const measured = new Set(
      [...metadataItems(snapshot, 'metrics')]
        .filter(({ text }) => text === 'Accuracy' || text === 'Other')
        .map(({ templateId }) => templateId),
    );
    for (const { key, answerChoices, metadata } of snapshot.file.templates) {
      if (answerChoices?.value.type !== 'str' || metadata === undefined) continue;
      if (measured.has(key)) continue;
      const message =
        'The template has answer choices but not the metric `Accuracy`, by which choices are judged; add it to `metrics`, or `Other` for a metric that is not listed.';
      yield { message, span: answerChoices.keySpan, templateId: key };
    }
  },
};
