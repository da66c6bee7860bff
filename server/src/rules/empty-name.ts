import { textOf } from './repeated.ts';
import type { Rule } from './rule.ts';

export const emptyName: Rule = {
  id: 'empty-name',
  severity: 'error',
  description: 'The name of a template is not empty.',
  checkTemplate({ template: { key, name } }, tell) {
    if (name === undefined || textOf(name)?.trim() !== '') return;
    const message = '`name` is empty; give the template a name that says what it asks.';
    tell({ message, span: name.valueSpan, templateId: key });
  },
};
