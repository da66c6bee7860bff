import { nearestName } from '../text/suggest.ts';
import { metadataItems } from './metadata-items.ts';
import type { Fix, Rule } from './rule.ts';
import { metrics } from './vocabulary.ts';

export const unknownMetric: Rule = {
  id: 'unknown-metric',
  severity: 'warning',
  description: "Each metric is one of PromptSource's list.",
  fix: 'writes the nearest one, or `Other`',
  checkTemplate({ template }, tell) {
    const items = metadataItems(template, 'metrics');
    for (const { text, span, templateId } of items) {
      if (metrics.includes(text)) continue;
      const variant = metrics.find((metric) => isVariant(metric, text));
      const nearest = variant ?? nearestName(text, metrics);
      const hint =
        nearest === undefined ? `It has ${metrics.join(', ')}.` : `Did you mean \`${nearest}\`?`;
      const message = `PromptSource's list has no metric \`${text}\`. ${hint}`;
      const base = { message, span, templateId };
      const hasOther = items.some((each) => each.text === 'Other');
      const newText = nearest ?? (hasOther ? undefined : 'Other');
      if (newText === undefined) tell(base);
      else tell({ ...base, fix: replacement(span, newText, variant !== undefined) });
    }
  },
};

/** Whether two names differ in case, blanks or hyphens only. */
function isVariant(metric: string, text: string): boolean {
  return plain(metric) === plain(text);
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}

function replacement(span: Fix['edits'][number]['span'], newText: string, isCertain: boolean): Fix {
  const fix = { title: `Replace by \`${newText}\``, edits: [{ span, newText }] };
  return isCertain ? { ...fix, isSafe: true } : fix;
}
