import { appendItem } from './append-item.ts';
import { findMetadata, isSharedMetadata } from './file-keys.ts';
import { metadataItems } from './metadata-items.ts';
import type { Rule } from './rule.ts';

export const choicesWithoutAccuracy: Rule = {
  id: 'choices-without-accuracy',
  severity: 'information',
  description:
    'A template with answer choices has the metric `Accuracy`, or `Other` for one that is not listed.',
  fix: 'adds `Accuracy`',
  checkTemplate({ document, template }, tell) {
    const { key, answerChoices, metadata } = template;
    if (answerChoices?.value.type !== 'str' || metadata === undefined) return;
    const metrics = metadataItems(template, 'metrics').map(({ text }) => text);
    if (metrics.includes('Accuracy') || metrics.includes('Other')) return;
    const message =
      'The template has answer choices but not the metric `Accuracy`, by which choices are judged; add it to `metrics`, or `Other` for a metric that is not listed.';
    const base = { message, span: answerChoices.keySpan, templateId: key };
    const list = findMetadata(template, 'metrics');
    const isShared = isSharedMetadata(document, template);
    const edit = list && !isShared ? appendItem(document, list, 'Accuracy') : undefined;
    tell(edit ? { ...base, fix: { title: 'Add `Accuracy`', edits: [edit] } } : base);
  },
};
