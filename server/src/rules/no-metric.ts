import type { PromptTemplate } from '../template/template-file.ts';
import { appendItem } from './append-item.ts';
import { findMetadata, isSharedMetadata } from './file-keys.ts';
import type { Fix, Rule } from './rule.ts';
import { metricsFor } from './vocabulary.ts';

export const noMetric: Rule = {
  id: 'no-metric',
  severity: 'information',
  description: 'Each template names a metric by which its answers are judged.',
  fix: 'adds `Accuracy` where there are answer choices, else one of the metrics for free text',
  checkTemplate({ document, template }, tell) {
    const entry = findMetadata(template, 'metrics');
    if (entry?.value.type !== 'list' || entry.value.items.length > 0) return;
    const message = '`metrics` is empty; name at least one, or `Other`.';
    const base = { message, span: entry.keySpan, templateId: template.key };
    const isShared = isSharedMetadata(document, template);
    tell(isShared ? base : { ...base, ...additions(document, entry, template) });
  },
};

/** With answer choices there is no doubt; for free text the author knows. */
function additions(
  document: string,
  entry: Parameters<typeof appendItem>[1],
  { answerChoices }: PromptTemplate,
): { readonly fix?: Fix; readonly alternatives: readonly Fix[] } {
  const hasChoices = answerChoices?.value.type === 'str';
  const fixes = metricsFor({ hasChoices }).flatMap((metric): readonly Fix[] => {
    const edit = appendItem(document, entry, metric);
    return edit === undefined ? [] : [{ title: `Add \`${metric}\``, edits: [edit] }];
  });
  const [fix, ...alternatives] = fixes;
  return hasChoices && fix !== undefined ? { fix, alternatives } : { alternatives: fixes };
}
