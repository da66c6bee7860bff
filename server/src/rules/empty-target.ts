import { mayPrint } from '../analysis/printing.ts';
import { pathsBySeparator } from './prompt.ts';
import type { Rule } from './rule.ts';
import { toDocument } from './template-text.ts';

export const emptyTarget: Rule = {
  id: 'empty-target',
  severity: 'error',
  description: 'Something stands behind the separator `|||`.',
  checkTemplate({ prompt }, tell) {
    const { template, jinja, paths } = prompt;
    if (jinja === undefined) return;
    for (const [start, through] of pathsBySeparator(paths)) {
      const isEmpty = through.every(({ separators, parts }) => {
        const index = separators.findIndex((separator) => separator.start === start);
        return !parts[index + 1]?.some(mayPrint);
      });
      if (!isEmpty) continue;
      const message =
        'Nothing stands behind this `|||`, so that there is nothing to answer; write the target here.';
      const span = toDocument(jinja, { start, end: start + 3 });
      tell({ message, span, templateId: template.key });
    }
  },
};
