import { knownFeatures } from '../analysis/snapshot.ts';
import { templateName } from '../dataset/feature-path.ts';
import { misreadColumns } from './misread-columns.ts';
import type { Fix, Rule } from './rule.ts';
import { toDocument } from './template-text.ts';

export const unreachableFieldName: Rule = {
  id: 'unreachable-field-name',
  severity: 'error',
  description: 'Fields are used under names that Jinja can read, `-` being written as `_`.',
  fix: 'writes the name with `_`',
  checkTemplate({ texts }, tell) {
    for (const text of texts) {
      for (const { column, name, span } of misreadColumns(text)) {
        const place = toDocument(text, span);
        const advice =
          name === undefined
            ? 'no template can reach it. Rename the column in the dataset.'
            : `write \`${name}\`, as PromptSource renames it.`;
        const message = `\`${column}\` is not a name in Jinja; ${advice}`;
        const edits = [{ span: place, newText: name ?? '' }];
        const fix: Fix = { title: `Replace by \`${name}\``, isSafe: true, edits };
        const base = { message, span: place, templateId: text.template.key };
        tell(name === undefined ? base : { ...base, fix });
      }
    }
  },
  checkFile({ snapshot }, tell) {
    const columns = [...(knownFeatures(snapshot)?.keys() ?? [])];
    if (!columns.some((column) => templateName(column) === 'answer_choices')) return;
    const message =
      'The dataset has a column `answer_choices`, a name that PromptSource keeps for itself: every template fails. Rename the column in the dataset.';
    const span = snapshot.file.dataset?.valueSpan ?? { start: 0, end: 0 };
    tell({ message, span, templateId: null });
  },
};
