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
  *check({ snapshot }) {
    const measured = new Set(
      [...metadataItems(snapshot, 'metrics')]
        .filter(({ text }) => text === 'Accuracy' || text === 'Other')
        .map(({ templateId }) => templateId),
    );
    for (const template of snapshot.file.templates) {
      const { key, answerChoices, metadata } = template;
      if (answerChoices?.value.type !== 'str' || metadata === undefined) continue;
      if (measured.has(key)) continue;
      const message =
        'The template has answer choices but not the metric `Accuracy`, by which choices are judged; add it to `metrics`, or `Other` for a metric that is not listed.';
      const base = { message, span: answerChoices.keySpan, templateId: key };
      const list = findMetadata(template, 'metrics');
      const isShared = isSharedMetadata(snapshot.text, template);
      const edit = list && !isShared ? appendItem(snapshot.text, list, 'Accuracy') : undefined;
      yield edit ? { ...base, fix: { title: 'Add `Accuracy`', edits: [edit] } } : base;
    }
  },
};
