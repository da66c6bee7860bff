import { nearestName } from '../text/suggest.ts';
import { metadataItems } from './metadata-items.ts';
import type { Rule } from './rule.ts';
import { metrics } from './vocabulary.ts';

export const unknownMetric: Rule = {
  id: 'unknown-metric',
  severity: 'warning',
  description: "Each metric is one of PromptSource's list.",
  *check({ snapshot }) {
    for (const { text, span, templateId } of metadataItems(snapshot, 'metrics')) {
      if (metrics.includes(text)) continue;
      const nearest = nearestName(text, metrics);
      const hint =
        nearest === undefined ? `It has ${metrics.join(', ')}.` : `Did you mean \`${nearest}\`?`;
      const message = `PromptSource's list has no metric \`${text}\`. ${hint}`;
      const edits = nearest === undefined ? [] : [{ span, newText: nearest }];
      const fix =
        nearest === undefined ? {} : { fix: { title: `Replace by \`${nearest}\``, edits } };
      yield { message, span, templateId, ...fix };
    }
  },
};
