import { findMetadata } from './file-keys.ts';
import type { Rule } from './rule.ts';

export const noMetric: Rule = {
  id: 'no-metric',
  severity: 'information',
  description: 'Each template names a metric by which its answers are judged.',
  *check({ snapshot }) {
    for (const template of snapshot.file.templates) {
      const entry = findMetadata(template, 'metrics');
      if (entry?.value.type !== 'list' || entry.value.items.length > 0) continue;
      const message = '`metrics` is empty; name at least one, or `Other`.';
      yield { message, span: entry.keySpan, templateId: template.key };
    }
  },
};
