import { textOf } from './repeated.ts';
import type { Rule } from './rule.ts';

export const idMismatch: Rule = {
  id: 'id-mismatch',
  severity: 'error',
  description: 'The key of a template equals its `id`.',
  fix: 'writes the key as the id',
  checkTemplate({ document, template: { key, keySpan, id } }, tell) {
    const value = textOf(id);
    if (id === undefined || value === undefined || value === key) return;
    const message = `The id \`${value}\` differs from the key of the template, \`${key}\`; they must be equal.`;
    // As the key is written, so that it reads the same here.
    const newText = document.slice(keySpan.start, keySpan.end);
    const edits = [{ span: id.valueSpan, newText }];
    const fix = { title: 'Use the key as the id', edits };
    tell({ message, span: id.valueSpan, templateId: key, fix });
  },
};
