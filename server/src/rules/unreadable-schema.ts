import type { Rule } from './rule.ts';

export const unreadableSchema: Rule = {
  id: 'unreadable-schema',
  severity: 'warning',
  description: 'The schema of the dataset can be read.',
  checkFile({ snapshot: { schema, file } }, tell) {
    if (schema.kind !== 'malformed') return;
    const message = `The schema \`${schema.origin.label}\` cannot be read, so fields are not checked: ${schema.message}`;
    const span = file.dataset?.valueSpan ?? { start: 0, end: 0 };
    tell({ message, span, templateId: null });
  },
};
