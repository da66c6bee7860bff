import { mayPrint } from '../analysis/printing.ts';
import { pathsBySeparator } from './prompt.ts';
import type { Rule } from './rule.ts';
import { toDocument } from './template-text.ts';

export const emptyInput: Rule = {
  id: 'empty-input',
  severity: 'error',
  description: 'Something stands before the separator `|||`.',
  checkTemplate({ prompt }, tell) {
    const { template, jinja, paths } = prompt;
    if (jinja === undefined) return;
    for (const [start, through] of pathsBySeparator(paths)) {
      const isEmpty = through.every(
        ({ separators, parts: [input] }) =>
          separators[0]?.start === start && !input?.some(mayPrint),
      );
      if (!isEmpty) continue;
      const message =
        'Nothing stands before this `|||`, so that the model is asked nothing; write the input here.';
      const span = toDocument(jinja, { start, end: start + 3 });
      tell({ message, span, templateId: template.key });
    }
  },
};
