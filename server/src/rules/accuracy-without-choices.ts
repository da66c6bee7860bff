import { metadataItems } from './metadata-items.ts';
import type { Rule } from './rule.ts';

export const accuracyWithoutChoices: Rule = {
  id: 'accuracy-without-choices',
  severity: 'information',
  description: 'A template with the metric `Accuracy` has answer choices.',
  *check({ snapshot }) {
    const open = new Set(
      snapshot.file.templates
        .filter(({ answerChoices }) => answerChoices?.value.type === 'none')
        .map(({ key }) => key),
    );
    for (const { text, span, templateId } of metadataItems(snapshot, 'metrics')) {
      if (text !== 'Accuracy' || !open.has(templateId)) continue;
      const message =
        '`Accuracy` is measured over answer choices, and `answer_choices` is null; write the choices out or choose another metric.';
      yield { message, span, templateId };
    }
  },
};
